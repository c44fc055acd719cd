// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.parley.api.Fault;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Capability;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.testkit.FaultServer.Answer;

/** What a system shows when it is asked is told once, however it is shown. */
final class PollChecks {
  private static final String HTML = "Content-Type: text/html";

  private final Rig rig;
  private final Capability source;

  PollChecks(Rig rig, Capability source) {
    this.rig = rig;
    this.source = source;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.of("tells each fact once", trial -> shown(trial, facts(1, 2, 3), 3)));
    checks.add(Check.of("tells what is there twice once", this::twiceInOne));
    checks.add(Check.of("tells what is shown again once", this::shownAgain));
    checks.add(Check.of("tells what is new alone", this::news));
    checks.add(Check.of("tells all, in whatever order", trial -> shown(trial, facts(3, 1, 2), 3)));
    checks.add(Check.of("tells what came late among what is known", this::late));
    checks.add(Check.of("tells nothing where there is nothing", this::nothing));
    checks.add(Check.of("goes on after a restart", this::restarts));
    checks.add(Check.of("loses nothing in a crash before its cursor is kept", this::crashes));
    troubles().forEach((name, trouble) -> checks.add(Check.of(name, t -> bears(t, trouble))));
    checks.add(Check.of("silence", t -> bears(t, () -> t.system().silence())));
    checks.add(Check.of("a page of which the half is missing", this::halfAPage));
    checks.add(Check.of("takes words as they are", this::words));
    checks.add(Check.of("asks a person when its sign-in was taken back", this::revoked));
    checks.add(Check.of("leaves the system alone as long as it asks", this::leavesAlone));
    checks.add(
        Check.of("keeps its secret though the system repeats it", this::secret)
            .onlyIf(rig.rehearsal().secret(), "It has no secret"));
    checks.add(Check.of("changes nothing in the system", this::changesNothing));
    return checks;
  }

  private static Map<String, Supplier<Answer>> troubles() {
    Map<String, Supplier<Answer>> troubles = new LinkedHashMap<>();
    troubles.put("a 500", () -> Answer.of(500, "{}"));
    troubles.put("a 503 with its wish", () -> Answer.of(503, "", "Retry-After: 1"));
    troubles.put("a 429 without one", () -> Answer.of(429, ""));
    troubles.put("a reset", Answer::reset);
    troubles.put("a connection that is closed", Answer::closed);
    troubles.put("a body that breaks off", () -> Answer.truncated(200, "{\"a\": ["));
    troubles.put("what is no HTTP", Answer::nonsense);
    troubles.put("an empty body", () -> Answer.of(200, ""));
    troubles.put("a page in HTML", () -> Answer.of(200, "<html>Hi</html>", HTML));
    troubles.put("no more than null", () -> Answer.of(200, "null"));
    troubles.put("another type", () -> Answer.of(200, "[[42]]"));
    return troubles;
  }

  static List<Fact> facts(int... numbers) {
    List<Fact> facts = new ArrayList<>();
    for (int number : numbers) {
      facts.add(new Fact(number, "Fact " + number));
    }
    return facts;
  }

  /** Shows some facts, and sees how many are told; asked once more, nothing is added. */
  private void shown(Trial trial, List<Fact> facts, int expected) {
    trial.system().knows(source, facts);
    trial.account();
    told(trial, expected);
  }

  private void told(Trial trial, int expected) {
    for (int i = 0; i < 4 && trial.told(source).size() < expected; i++) {
      trial.poll(source);
    }
    if (trial.told(source).size() < expected) {
      trial.await("told of " + expected + " facts", () -> trial.told(source).size() >= expected);
    }
    trial.poll(source);
    trial.poll(source);
    assertThat(trial.told(source).stream().map(BusRecord::data))
        .as("What is told")
        .hasSize(expected);
  }

  private void twiceInOne(Trial trial) {
    shown(trial, facts(1, 1, 2, 1), 2);
  }

  private void shownAgain(Trial trial) {
    shown(trial, facts(1, 2), 2);
    trial.system().knows(source, facts(1, 2, 1, 2));
    told(trial, 2);
  }

  private void news(Trial trial) {
    shown(trial, facts(1, 2), 2);
    trial.system().knows(source, facts(1, 2, 3));
    told(trial, 3);
  }

  private void late(Trial trial) {
    shown(trial, facts(2, 4), 2);
    trial.system().knows(source, facts(2, 4, 5));
    told(trial, 3);
  }

  private void nothing(Trial trial) {
    shown(trial, facts(), 0);
    assertThat(trial.how().status()).as(trial.how().statusText()).isEqualTo(Status.ONLINE);
    trial.system().knows(source, facts(1));
    told(trial, 1);
  }

  private void restarts(Trial trial) {
    shown(trial, facts(1, 2), 2);
    trial.restart();
    trial.system().knows(source, facts(1, 2, 3));
    told(trial, 3);
  }

  private void crashes(Trial trial) {
    trial.system().knows(source, facts(1, 2, 3));
    trial.hub().bus().crashOnce();
    trial.account();
    told(trial, 3);
  }

  private void bears(Trial trial, Supplier<Answer> trouble) {
    trial.account();
    trial.poll(source);
    trial.poll(source);
    trial.system().knows(source, facts(1, 2));
    trial.system().meets(source, Trouble.before(trouble.get()));
    trial.poll(source);
    told(trial, 2);
    trial.await("online again", () -> trial.how().status() == Status.ONLINE);
  }

  private void halfAPage(Trial trial) {
    trial.system().knows(source, facts(1, 2, 3));
    trial
        .system()
        .meets(
            source,
            Trouble.changed(
                right ->
                    Answer.of(
                        right.status(), right.body().substring(0, right.body().length() / 2))));
    trial.account();
    told(trial, 3);
  }

  private void words(Trial trial) {
    String text = "O'Brien 👋🏽 שלום 𝒳 e\u0301";
    trial.system().knows(source, List.of(new Fact(1, text)));
    trial.account();
    told(trial, 1);
    String said = trial.told(source).get(0).data().toString();
    boolean plain = trial.rig().contract().tellsWords();
    assertThat(said.contains(text)).as("Its words, in what is told").isEqualTo(plain);
  }

  private void revoked(Trial trial) {
    trial.account();
    trial.poll(source);
    trial.poll(source);
    trial.system().suffers(source, Trouble.before(rig.contract().revoked()));
    trial.poll(source);
    trial.await("asks a person", () -> trial.how().fault().equals(Optional.of(Fault.CREDENTIALS)));
    assertThat(trial.how().status()).isEqualTo(Status.OFFLINE);
    int before = trial.system().asked(source);
    rig.time().advance(Duration.ofDays(1));
    assertThat(trial.system().asked(source)).as("How often it was asked").isEqualTo(before);
    trial.system().recovers();
    trial.system().knows(source, facts(1));
    trial.act();
    told(trial, 1);
  }

  private void leavesAlone(Trial trial) {
    trial.account();
    trial.poll(source);
    trial.poll(source);
    Duration pace = rig.connector().pace(source).orElseThrow();
    long wish = pace.multipliedBy(3).toSeconds() + 60;
    trial.system().suffers(Trouble.before(Answer.of(429, "{}", "Retry-After: " + wish)));
    trial.poll(source);
    trial.await("in trouble", () -> trial.how().status() != Status.ONLINE);
    trial.system().recovers();
    int before = trial.system().asked(source);
    rig.time().advance(pace.plusSeconds(1));
    rig.time().advance(pace.plusSeconds(1));
    assertThat(trial.system().asked(source)).as("How often it was asked").isEqualTo(before);
    trial.system().knows(source, facts(1));
    rig.time().advance(Duration.ofSeconds(wish));
    told(trial, 1);
  }

  private void secret(Trial trial) {
    trial.account();
    trial.poll(source);
    trial
        .system()
        .suffers(
            (request, right) ->
                Answer.of(422, "You sent " + request.path() + " " + request.headers()));
    trial.poll(source);
    trial.await("in trouble", () -> trial.how().fault().isPresent());
    trial.keepsSecrets(List.of());
  }

  private void changesNothing(Trial trial) {
    shown(trial, facts(1, 2), 2);
    assertThat(trial.system().asking(source))
        .as("How it is asked")
        .allSatisfy(request -> assertThat(request.method()).isIn("GET", "POST", "REPORT"));
    assertThat(rig.descriptor().capabilities())
        .allSatisfy(each -> assertThat(trial.system().taken(each)).as("Taken").isEmpty());
  }
}
