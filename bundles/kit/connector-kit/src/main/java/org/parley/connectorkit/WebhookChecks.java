// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.bus.BusRecord;
import org.parley.connector.Signature;
import org.parley.connectorkit.ConnectorContract.Unsigned;
import org.parley.connectorkit.StandIn.Fact;

/** What a system tells by calling is told once; what another tells in its name, not at all. */
final class WebhookChecks {
  private final Rig rig;

  WebhookChecks(Rig rig) {
    this.rig = rig;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    boolean timed = rig.rehearsal().timed();
    String timeless = "Its signature holds no time";
    checks.add(Check.of("tells a fact", trial -> calls(trial, 1, 1)));
    checks.add(Check.of("tells what it is called with twice once", this::sameCallTwice));
    checks.add(Check.of("tells a fact of two deliveries once", this::twoDeliveries));
    checks.add(Check.of("tells a fact of two deliveries once after a restart", this::afterRestart));
    checks.add(Check.of("tells all, in whatever order", trial -> calls(trial, 4, 3, 1, 2, 4)));
    checks.add(Check.of("tells what a crash kept from being stored", this::crashes));
    checks.add(
        Check.of("believes no other body", this::otherBody)
            .onlyIf(rig.rehearsal().bound(), "What it shows does not depend on the body"));
    checks.add(Check.of("believes no other signature", this::otherSignature));
    checks.add(Check.of("believes nobody who signs nothing", this::unsigned));
    checks.add(Check.of("believes no key of another account", this::otherKey));
    checks.add(Check.of("believes no call of yesterday", this::yesterday).onlyIf(timed, timeless));
    checks.add(Check.of("believes no call of tomorrow", this::tomorrow).onlyIf(timed, timeless));
    malformed()
        .forEach(
            (name, body) -> checks.add(Check.of("bears " + name, trial -> malformed(trial, body))));
    checks.add(Check.of("bears half of a call", this::half));
    checks.add(Check.of("goes on after a call that it did not understand", this::goesOn));
    checks.add(Check.of("sends nothing because of a call", this::quiet));
    return checks;
  }

  private static Map<String, String> malformed() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("an empty body", "");
    bodies.put("a body that is no JSON", "no json");
    bodies.put("null", "null");
    bodies.put("an empty object", "{}");
    bodies.put("an empty list", "[]");
    bodies.put("a list of another type", "[1, null, \"a\"]");
    bodies.put("a number", "42");
    bodies.put("a page in HTML", "<html><body>Hello</body></html>");
    bodies.put("a thousand brackets", "[".repeat(1000));
    return bodies;
  }

  private void calls(Trial trial, int expected, int... numbers) throws Exception {
    for (int number : numbers.length == 0 ? new int[] {1} : numbers) {
      deliver(trial, UUID.randomUUID().toString(), body(number));
    }
    told(trial, expected);
  }

  private void sameCallTwice(Trial trial) throws Exception {
    deliver(trial, "call-1", body(1));
    deliver(trial, "call-1", body(1));
    told(trial, 1);
  }

  private void twoDeliveries(Trial trial) throws Exception {
    deliver(trial, "call-1", body(1));
    rig.time().advance(Duration.ofMinutes(1));
    deliver(trial, "call-2", body(1));
    told(trial, 1);
  }

  private void afterRestart(Trial trial) throws Exception {
    deliver(trial, "call-1", body(1));
    trial.restart();
    deliver(trial, "call-2", body(1));
    told(trial, 1);
  }

  private void crashes(Trial trial) throws Exception {
    trial.account();
    rig.hub().bus().crashOnce();
    assertThat(catchThrowable(() -> deliver(trial, "call-1", body(1))))
        .as("What the system is told of the crash")
        .isNotNull();
    deliver(trial, "call-1", body(1));
    told(trial, 1);
  }

  private void otherBody(Trial trial) throws Exception {
    Call call = sign(trial, "call-1", rig.time().now(), body(1));
    refused(trial, with(call, call.query(), call.headers(), body(2)));
  }

  private void otherSignature(Trial trial) throws Exception {
    Call call = sign(trial, "call-1", rig.time().now(), body(1));
    refused(trial, with(call, turned(call.query()), turned(call.headers()), body(1)));
  }

  private static Call with(
      Call call, Map<String, String> query, Map<String, String> headers, String body) {
    return new Call(call.method(), call.search(), query, headers, body.getBytes(UTF_8));
  }

  private static Map<String, String> turned(Map<String, String> values) {
    Map<String, String> turned = new HashMap<>();
    values.forEach((name, value) -> turned.put(name, turned(value)));
    return turned;
  }

  /** Another letter in its middle. */
  private static String turned(String value) {
    int middle = value.length() * 3 / 4;
    char other = value.charAt(middle) == '1' ? '2' : '1';
    return value.substring(0, middle) + other + value.substring(middle + 1);
  }

  private void unsigned(Trial trial) {
    trial.account();
    refused(trial, Signed.none(unsigned(trial, "call-1", rig.time().now(), body(1))));
  }

  private void otherKey(Trial trial) throws Exception {
    try (Trial other = new Trial(rig)) {
      trial.account();
      refused(trial, sign(other, "call-1", rig.time().now(), body(1)));
    }
  }

  private void yesterday(Trial trial) throws Exception {
    Instant then = rig.time().now().minus(Duration.ofDays(1));
    refused(trial, sign(trial, "call-1", then, body(1)));
  }

  private void tomorrow(Trial trial) throws Exception {
    Instant then = rig.time().now().plus(Duration.ofDays(1));
    refused(trial, sign(trial, "call-1", then, body(1)));
  }

  private void refused(Trial trial, Call call) {
    Throwable failure = catchThrowable(() -> rig.hub().webhooks().receive(trial.account(), call));
    assertThat(failure)
        .isInstanceOfSatisfying(
            ParleyException.class,
            known -> assertThat(known.fault()).as("Who must act").isEqualTo(Fault.CREDENTIALS));
    told(trial, 0);
    wellAsBefore(trial);
    assertThat(failure.getMessage()).doesNotContain(trial.system().secret());
  }

  private void malformed(Trial trial, String body) {
    Throwable failure = catchThrowable(() -> deliver(trial, "call-1", body));
    if (failure != null) {
      assertThat(failure)
          .isInstanceOfSatisfying(
              ParleyException.class,
              known -> assertThat(known.fault()).as("Who must act").isEqualTo(Fault.INPUT));
    }
    told(trial, 0);
    wellAsBefore(trial);
  }

  private void half(Trial trial) {
    String whole = body(1);
    malformed(trial, whole.substring(0, whole.length() / 2));
  }

  private void goesOn(Trial trial) throws Exception {
    malformed(trial, "no json");
    deliver(trial, "call-2", body(1));
    told(trial, 1);
  }

  private void quiet(Trial trial) throws Exception {
    trial.account();
    deliver(trial, "call-1", body(1));
    assertThat(rig.descriptor().capabilities())
        .allSatisfy(each -> assertThat(trial.system().taken(each)).as("Taken").isEmpty());
  }

  private static void told(Trial trial, int expected) {
    assertThat(trial.told().stream().map(BusRecord::data)).as("What is told").hasSize(expected);
  }

  private static void wellAsBefore(Trial trial) {
    assertThat(trial.how().status()).as(trial.how().statusText()).isEqualTo(Status.ONLINE);
  }

  private String body(int number) {
    return rig.contract().call(new Fact(number, "Fact " + number)).orElseThrow();
  }

  private void deliver(Trial trial, String id, String body) throws GeneralSecurityException {
    UUID account = trial.account();
    rig.hub().webhooks().receive(account, sign(trial, id, rig.time().now(), body));
  }

  private Call sign(Trial trial, String id, Instant at, String body)
      throws GeneralSecurityException {
    Signature signature = rig.connector().signature(trial.account()).orElseThrow();
    return rig.contract().sign(signature, unsigned(trial, id, at, body));
  }

  private static Unsigned unsigned(Trial trial, String id, Instant at, String body) {
    return new Unsigned("https://hub.example/hooks/" + trial.account(), id, at, body);
  }
}
