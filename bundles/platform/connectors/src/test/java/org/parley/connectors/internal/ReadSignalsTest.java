// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Scope;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.api.connectors.Signal;
import org.parley.api.connectors.Signal.Form;
import org.parley.testkit.FakeClock;

class ReadSignalsTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");

  /** Of a limit that the descriptor does not know, only its end is heeded. */
  @ParameterizedTest
  @CsvSource({
    "EPOCH_SECONDS, 1772355660",
    "EPOCH_MILLIS, 1772355660000",
    "SECONDS_LEFT, 60",
    "SECONDS_LEFT, 60.0",
    "DATE, 2026-03-01T09:01:00.000Z",
    "DATE, 'Sun, 01 Mar 2026 09:01:00 GMT'"
  })
  void readsTheEndInEachForm(Form form, String end) {
    Turnstile.Gate gate = gate(RateBudget.NONE);

    hear(gate, Signal.common(form), Map.of("x-ratelimit-remaining", "0", "X-RateLimit-Reset", end));

    assertThat(gate.admit(Toll.CALL)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void goesOnWhileSomethingIsLeft() {
    Turnstile.Gate gate = gate(RateBudget.NONE);

    hear(
        gate,
        Signal.common(Form.SECONDS_LEFT),
        Map.of("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", "60"));
    hear(
        gate,
        Signal.common(Form.SECONDS_LEFT),
        Map.of("X-RateLimit-Remaining", "few", "X-RateLimit-Reset", "soon"));
    hear(gate, Signal.common(Form.DATE), Map.of());

    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @Test
  void takesForUsedWhatTheSystemSaysIsGone() {
    Turnstile.Gate gate = gate(RateBudget.of(100, Duration.ofMinutes(15)));
    for (int i = 0; i < 13; i++) {
      call(gate);
    }

    hear(
        gate,
        Signal.common(Form.SECONDS_LEFT),
        Map.of("X-RateLimit-Remaining", "2", "X-RateLimit-Reset", "300"));

    int more = 0;
    while (gate.admit(Toll.CALL).isZero()) {
      gate.ended(Toll.CALL);
      more++;
    }
    assertThat(more).as("what is in hand is used up first").isLessThanOrEqualTo(12 + 2);
    clock.advance(Duration.ofSeconds(330));
    assertThat(gate.admit(Toll.CALL)).isZero();
  }

  @Test
  void readsWhatWasUsedOfAll() {
    var usage = new Signal.UsedOf("calls", Scope.ACCOUNT, "Sforce-Limit-Info", "api-usage=");
    Turnstile.Gate gate = gate(RateBudget.NONE.and(Window.of("calls", 5_000, Duration.ofDays(1))));

    hear(gate, usage, Map.of("Sforce-Limit-Info", "api-usage=5000/5000"));

    int more = 0;
    while (gate.admit(Toll.CALL).isZero()) {
      more++;
    }
    assertThat(more).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=100, remaining=0, reset=60",
        "\"default\";r=0;t=60",
      })
  void readsBothFormsOfTheDrafts(String header) {
    Turnstile.Gate gate = gate(RateBudget.NONE);

    hear(gate, new Signal.Structured("calls", Scope.ACCOUNT), Map.of("ratelimit", header));

    assertThat(gate.admit(Toll.CALL)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void readsPercentagesHoweverDeepTheyLie() {
    var app = new Signal.Percent(Scope.APP, "X-App-Usage");
    var business = new Signal.Percent(Scope.ACCOUNT, "X-Business-Use-Case-Usage");
    Turnstile.Gate calm = gate(RateBudget.NONE);
    hear(calm, app, Map.of("x-app-usage", "{\"call_count\":94,\"total_time\":25}"));
    hear(calm, app, Map.of("x-app-usage", "no json"));
    assertThat(calm.admit(Toll.CALL)).isZero();

    Turnstile.Gate full = gate(RateBudget.NONE);
    hear(full, app, Map.of("x-app-usage", "{\"call_count\":28,\"total_time\":98}"));
    assertThat(full.admit(Toll.CALL)).isEqualTo(Duration.ofMinutes(5));

    Turnstile.Gate deep = gate(RateBudget.NONE);
    hear(
        deep,
        business,
        Map.of(
            "X-Business-Use-Case-Usage",
            "{\"17841\":[{\"type\":\"pages\",\"call_count\":100,\"estimated_time_to_regain_access\":19}]}"));
    assertThat(deep.admit(Toll.CALL)).isEqualTo(Duration.ofMinutes(19));
  }

  private void hear(Turnstile.Gate gate, Signal signal, Map<String, String> headers) {
    new ReadSignals(List.of(signal)).hear(headers, gate, clock.instant());
  }

  private static void call(Turnstile.Gate gate) {
    assertThat(gate.admit(Toll.CALL)).isZero();
    gate.ended(Toll.CALL);
  }

  private Turnstile.Gate gate(RateBudget budget) {
    return new Turnstile("trial", budget, Ledger.inMemory(clock), clock)
        .gate(new UUID(0, 1), () -> {});
  }
}
