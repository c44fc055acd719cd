// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.connectorkit.Courier.End;
import org.parley.testkit.FaultServer.Answer;

/** A system that asks to be left alone is left alone, as long as it asks and no longer. */
final class WaitChecks {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration NINETY = Duration.ofSeconds(90);
  private static final Duration NEARLY = Duration.ofSeconds(85);
  private static final Duration DAY = Duration.ofDays(1);

  private final Handing handing;

  WaitChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (Form form : forms()) {
      checks.add(Check.of(form.name(), trial -> waits(trial, form)));
    }
    checks.add(Check.of("sends nothing else of the account meanwhile", this::leavesAlone));
    checks.add(Check.of("goes on when asked to wait five times", this::againAndAgain));
    boolean own = handing.rig().contract().tooOften(30).isPresent();
    checks.add(
        Check.of("understands the system's own word for it", this::ownWord)
            .onlyIf(own, "The test names no word of the system's own"));
    return checks;
  }

  private static List<Form> forms() {
    List<Form> forms = new ArrayList<>(seconds());
    forms.addAll(dates());
    forms.addAll(windows());
    return forms;
  }

  private static List<Form> seconds() {
    return List.of(
        Form.of("429 without a word", NONE, DAY, now -> new String[0]),
        Form.of("429 with Retry-After: 90", NEARLY, NINETY, now -> wish("90")),
        Form.of("429 with Retry-After: 0", NONE, NONE, now -> wish("0")),
        Form.of("429 with Retry-After: 999999999", NONE, DAY, now -> wish("999999999")),
        Form.of("429 with Retry-After beyond all numbers", NONE, DAY, now -> wish("9".repeat(26))),
        Form.of("429 with Retry-After: -5", NONE, DAY, now -> wish("-5")),
        Form.of("429 with Retry-After: soon", NONE, DAY, now -> wish("soon")),
        Form.of("429 with an empty Retry-After", NONE, DAY, now -> wish("")));
  }

  private static List<Form> dates() {
    String past = "Sun, 01 Mar 2020 09:01:00 GMT";
    String future = "Fri, 31 Dec 9999 23:59:59 GMT";
    return List.of(
        dated("429 with Retry-After as a date", "EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
        dated("429 with Retry-After as a date of RFC 850", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
        dated("429 with Retry-After as a date of asctime", "EEE MMM ppd HH:mm:ss yyyy"),
        Form.of("429 with Retry-After in the past", NONE, NONE, now -> wish(past)),
        Form.of("429 with Retry-After in the year 9999", NONE, DAY, now -> wish(future)));
  }

  private static List<Form> windows() {
    return List.of(
        Form.of(
            "429 with X-RateLimit-Reset as a moment",
            NEARLY,
            NINETY,
            now -> new String[] {"X-RateLimit-Reset: " + now.plus(NINETY).getEpochSecond()}),
        Form.of(
            "429 with RateLimit-Reset in seconds",
            NEARLY,
            NINETY,
            now -> new String[] {"RateLimit-Reset: 90"}),
        new Form("503 with Retry-After: 90", 503, NEARLY, NINETY, now -> wish("90")));
  }

  private static Form dated(String name, String pattern) {
    return Form.of(name, NEARLY, NINETY, now -> wish(written(pattern, now.plus(NINETY))));
  }

  private static String[] wish(String value) {
    return new String[] {"Retry-After: " + value};
  }

  private static String written(String pattern, Instant at) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at.atOffset(ZoneOffset.UTC));
  }

  private void waits(Trial trial, Form form) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    Answer answer = form.answer(trial.rig().time().now());
    trial.system().meets(handing.sink(), Trouble.before(answer));
    End end = trial.deliver(record);
    handing.arrivedOnce(trial, record, end);
    assertThat(end.attempts()).as("Attempts").isEqualTo(2);
    asked(end, form.least(), form.most());
  }

  private static void asked(End end, Duration least, Duration most) {
    ParleyException failure = end.failures().get(0);
    assertThat(failure.fault()).as("Who must act").isEqualTo(Fault.REMOTE);
    assertThat(failure.retryAfter().orElse(NONE)).as("How long it waits").isBetween(least, most);
  }

  private void leavesAlone(Trial trial) {
    trial.system().meets(handing.sink(), Trouble.before(Answer.of(429, "{}", "Retry-After: 90")));
    BusRecord first = trial.sample(handing.goods(), "First");
    BusRecord second = trial.sample(handing.goods(), "Second");
    trial.rig().courier().once(first, 1);
    var waiting = trial.hub().deliver(second);
    trial.rig().time().advance(Duration.ofSeconds(80));
    Trial.staysOpen(waiting);
    assertThat(trial.system().asked(handing.sink())).as("Requests meanwhile").isEqualTo(1);

    trial.rig().time().advance(Duration.ofSeconds(11));
    assertThat(trial.rig().courier().await(waiting)).isEmpty();
    trial.deliver(first);
    assertThat(trial.held(handing.goods())).isEqualTo(2);
  }

  private void againAndAgain(Trial trial) {
    Trouble wait = Trouble.before(Answer.of(429, "{}", "Retry-After: 1"));
    handing.throughClear(trial, wait, wait, wait, wait, wait);
  }

  private void ownWord(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    Optional<Answer> answer = trial.rig().contract().tooOften(30);
    trial.system().meets(handing.sink(), Trouble.before(answer.orElseThrow()));
    End end = trial.deliver(record);
    handing.arrivedOnce(trial, record, end);
    asked(end, Duration.ofSeconds(25), Duration.ofSeconds(30));
  }

  /** One way to say it, and how long may be waited then. */
  private record Form(
      String name, int status, Duration least, Duration most, Function<Instant, String[]> headers) {
    static Form of(
        String name, Duration least, Duration most, Function<Instant, String[]> headers) {
      return new Form(name, 429, least, most, headers);
    }

    Answer answer(Instant now) {
      return Answer.of(status, "{\"error\": \"slow down\"}", headers.apply(now));
    }
  }
}
