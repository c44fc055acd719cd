// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.demo.Witness;

/** What the hub has acknowledged to those who called it, kept where no fault reaches it. */
public final class Ledger implements Witness {
  /** In place of a status: the request has left, and no answer came. */
  public static final int NO_ANSWER = 0;

  private static final Pattern SLUG = Pattern.compile("/([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)");
  private static final Pattern ROBOT = Pattern.compile("(?i)bot|externalhit|cardyb");
  private static final int REFUSED = 500;

  private final Map<String, Clicks> people = new ConcurrentHashMap<>();
  private final Map<String, Clicks> robots = new ConcurrentHashMap<>();
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> errors = new ConcurrentSkipListMap<>();

  /**
   * Of one link: what was answered with a redirect was counted for certain, what was not answered
   * may have been, what was refused must not, but for a hub that was left in doubt.
   */
  static final class Clicks {
    private final AtomicLong certain = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    void acknowledge() {
      certain.incrementAndGet();
    }

    void leaveOpen() {
      unanswered.incrementAndGet();
    }

    void refuse() {
      refused.incrementAndGet();
    }

    /** By how much a count is too high, below zero too low. */
    long surplus(long counted) {
      long least = certain.get();
      return counted < least ? counted - least : Math.max(0, counted - least - unanswered.get());
    }

    /** Of such a surplus, how much can be clicks that were refused. */
    long refused(long surplus) {
      return Math.min(surplus, refused.get());
    }

    @Override
    public String toString() {
      return "%s acknowledged, %s without an answer, %s refused"
          .formatted(certain, unanswered, refused);
    }
  }

  @Override
  public void answered(HttpRequest request, HttpResponse<String> answer) {
    int status = answer.statusCode();
    count(answers, status);
    if (status == 302) {
      clicks(request).acknowledge();
    } else if (status == 201) {
      answer.headers().firstValue("Location").ifPresent(made::add);
    } else if (answer.headers().firstValue("Parley-Outcome").isPresent()) {
      clicks(request).leaveOpen();
    } else if (status >= REFUSED) {
      clicks(request).refuse();
      if (status != 503) {
        count(errors, request.method() + " answered " + status + ": " + begin(answer.body()));
      }
    }
  }

  @Override
  public void unanswered(HttpRequest request) {
    count(answers, NO_ANSWER);
    clicks(request).leaveOpen();
  }

  private static <T> void count(Map<T, AtomicLong> counts, T what) {
    counts.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
  }

  private static String begin(String body) {
    return body.replaceAll("\"trace\":\"[^\"]*\"", "").lines().findFirst().orElse("");
  }

  /** What is no click, such as a report to {@code /t}, is counted aside. */
  private Clicks clicks(HttpRequest request) {
    boolean read = request.method().equals("GET");
    Matcher slug = SLUG.matcher(read ? request.uri().getPath() : "");
    boolean robot = ROBOT.matcher(request.headers().firstValue("User-Agent").orElse("")).find();
    return (robot ? robots : people)
        .computeIfAbsent(slug.matches() ? slug.group(1) : "", any -> new Clicks());
  }

  /** By slug. */
  Map<String, Clicks> people() {
    Map<String, Clicks> clicked = new TreeMap<>(people);
    clicked.remove("");
    return clicked;
  }

  Clicks robots(String slug) {
    return robots.computeIfAbsent(slug, any -> new Clicks());
  }

  /** The addresses of all that was made by a program. */
  Set<String> made() {
    return made;
  }

  /** How many answers there were by status until now. */
  Map<Integer, Long> answers() {
    Map<Integer, Long> now = new TreeMap<>();
    answers.forEach((status, count) -> now.put(status, count.get()));
    return now;
  }

  /** Answers that no caller can do anything with. */
  Map<String, AtomicLong> errors() {
    return errors;
  }

  @Override
  public String toString() {
    return "answers by status %s (0: none came), made %d".formatted(answers, made.size());
  }
}
