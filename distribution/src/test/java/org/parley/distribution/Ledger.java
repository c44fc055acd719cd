// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

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

/** What the hub has acknowledged to those who called it, kept where no kill reaches it. */
final class Ledger implements Witness {
  private static final Pattern SLUG = Pattern.compile("/([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)");
  private static final Pattern ROBOT = Pattern.compile("(?i)bot|externalhit|cardyb");

  private final Map<String, Clicks> people = new ConcurrentHashMap<>();
  private final Map<String, Clicks> robots = new ConcurrentHashMap<>();
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
  private final AtomicLong unanswered = new AtomicLong();

  /**
   * Of one link: what was answered with a redirect was counted for certain, what was not answered
   * may have been.
   */
  static final class Clicks {
    private final AtomicLong certain = new AtomicLong();
    private final AtomicLong possible = new AtomicLong();

    boolean allow(long counted) {
      return counted >= certain.get() && counted <= certain.get() + possible.get();
    }

    @Override
    public String toString() {
      return certain + " acknowledged and " + possible + " that nobody answered";
    }
  }

  @Override
  public void answered(HttpRequest request, HttpResponse<String> answer) {
    answers.computeIfAbsent(answer.statusCode(), any -> new AtomicLong()).incrementAndGet();
    if (answer.statusCode() == 302) {
      clicks(request).certain.incrementAndGet();
    } else if (answer.statusCode() == 201) {
      answer.headers().firstValue("Location").ifPresent(made::add);
    }
  }

  @Override
  public void unanswered(HttpRequest request) {
    unanswered.incrementAndGet();
    clicks(request).possible.incrementAndGet();
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

  @Override
  public String toString() {
    return "answers by status %s, without an answer %s, made %d"
        .formatted(answers, unanswered, made.size());
  }
}
