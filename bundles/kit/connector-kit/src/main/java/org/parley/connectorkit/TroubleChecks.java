// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.testkit.FaultServer.Answer;

/**
 * A system in trouble loses nothing and doubles nothing, whether the trouble came first or last.
 */
final class TroubleChecks {
  private static final String PAGE = "<html><body><h1>Bad gateway</h1></body></html>";
  private static final String HTML = "Content-Type: text/html";

  private static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private final Handing handing;

  TroubleChecks(Handing handing) {
    this.handing = handing;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    for (int status : new int[] {408, 425}) {
      Trouble trouble = Trouble.before(Answer.of(status, "{}"));
      checks.add(Check.of("a " + status, trial -> handing.throughClear(trial, trouble)));
    }
    troubles()
        .forEach(
            (name, answer) -> {
              checks.add(
                  Check.of(
                      name + " before it happened",
                      trial -> handing.throughUnclear(trial, Trouble.before(answer.get()))));
              checks.add(
                  Check.of(
                      name + " after it has happened",
                      trial -> handing.throughUnclear(trial, Trouble.after(answer.get()))));
            });
    Answer later = Answer.of(503, "{}", "Retry-After: 5");
    checks.add(
        Check.of("a 503 with its wish after it has happened", trial -> wished(trial, later))
            .onlyIf(!handing.isUnsafe(), "Where nobody can tell, such a 503 is believed"));
    checks.add(
        Check.of(
            "a body that comes slowly",
            trial ->
                handing.throughClear(
                    trial,
                    Trouble.changed(right -> Answer.dribble(right.status(), right.body(), 2)))));
    checks.add(Check.of("silence before it happened", this::silent));
    checks.add(Check.of("silence after it has happened", this::silentAfter));
    checks.add(Check.of("one trouble after the other", this::manyTroubles));
    checks.add(Check.of("trouble when asked after trouble", this::troubleWithAll));
    checks.add(Check.of("a system that is away and comes back", this::away));
    checks.add(Check.of("a system that never recovers", this::never));
    return checks;
  }

  private Map<String, Supplier<Answer>> troubles() {
    Map<String, Supplier<Answer>> troubles = new LinkedHashMap<>();
    troubles.put("a 500", () -> Answer.of(500, "{}"));
    troubles.put("a 502 in HTML", () -> Answer.of(502, PAGE, HTML));
    troubles.put("a 503", () -> Answer.of(503, ""));
    troubles.put("a 504 in HTML", () -> Answer.of(504, PAGE, HTML));
    troubles.put("a 599", () -> Answer.of(599, "{}"));
    troubles.put("a reset", Answer::reset);
    troubles.put("a connection that is closed", Answer::closed);
    troubles.put("a head that breaks off", () -> Answer.headless(200));
    troubles.put("a body that breaks off", () -> Answer.truncated(200, "{\"id\": \"1"));
    troubles.put("what is no HTTP", Answer::nonsense);
    return troubles;
  }

  private void silent(Trial trial) {
    handing.throughUnclear(trial, Trouble.before(trial.system().silence()));
  }

  private void silentAfter(Trial trial) {
    handing.throughUnclear(trial, Trouble.after(trial.system().silence()));
  }

  private void wished(Trial trial, Answer answer) {
    handing.throughUnclear(trial, Trouble.after(answer));
  }

  private void manyTroubles(Trial trial) {
    handing.throughUnclear(
        trial,
        Trouble.before(Answer.of(429, "{}", "Retry-After: 1")),
        Trouble.before(Answer.reset()),
        Trouble.after(Answer.of(500, "{}")),
        Trouble.before(Answer.of(503, "")));
  }

  /** The request after the trouble meets another, be it a second attempt or a reading back. */
  private void troubleWithAll(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().meets(handing.sink(), Trouble.after(Answer.reset()));
    trial.rig().courier().once(record, 1);
    trial.rig().time().advance(Duration.ofSeconds(30));
    trial.system().suffers(Trouble.before(Answer.of(503, "{}")));
    trial.rig().courier().once(record, 2);
    trial.system().recovers();
    trial.rig().time().advance(LONGEST_REST);
    handing.endedOnce(trial, record, trial.deliver(record));
  }

  private void away(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.system().suffers(Trouble.before(Answer.reset()));
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    for (int number = 1; number <= 3 && last.isDone(); number++) {
      CompletableFuture<Void> attempt = trial.hub().deliver(new Delivery(record, number, false));
      trial.await("an attempt has ended, or waits", () -> attempt.isDone() || rests(trial));
      trial.rig().time().advance(Duration.ofMinutes(1));
      last = attempt;
    }
    if (!handing.isUnsafe()) {
      assertThat(trial.how().fault()).as("Who must act").contains(Fault.REMOTE);
    }
    trial.system().recovers();
    trial.rig().time().advance(LONGEST_REST);
    CompletableFuture<Void> waiting = last;
    trial.await("what waited has gone on", () -> endsInTime(trial, waiting));
    trial.await("the account is served again", () -> isServedInTime(trial));
    handing.endedOnce(trial, record, trial.deliver(record));
  }

  /**
   * Whether the account leaves its system alone: what it is to hand over waits then, until the
   * system has answered a look at it. With what is asked for failing, too, it comes to that soon.
   */
  private static boolean rests(Trial trial) {
    return trial.how().status() == Status.OFFLINE;
  }

  /** A look that began in the time of trouble may end after it, and have the account rest anew. */
  private static boolean isServedInTime(Trial trial) {
    if (rests(trial)) {
      trial.rig().time().advance(Duration.ofSeconds(10));
    }
    return !rests(trial);
  }

  private static boolean endsInTime(Trial trial, CompletableFuture<Void> attempt) {
    if (!attempt.isDone()) {
      trial.rig().time().advance(Duration.ofSeconds(10));
    }
    return attempt.isDone();
  }

  private void never(Trial trial) {
    BusRecord record = trial.sample(handing.goods(), "Hello");
    trial.account();
    trial.system().suffers(handing.sink(), Trouble.before(Answer.of(500, "{}")));
    Optional<ParleyException> failure = trial.deliver(record).failure();
    assertThat(failure).as("Why it is parked").isPresent();
    assertThat(trial.done(handing.goods(), record)).as("What is told of success").isEmpty();
    assertThat(trial.held(handing.goods())).isZero();
  }
}
