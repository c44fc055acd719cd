// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class ClassificationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "301, SETTINGS, false", "400, INPUT, false", "401, CREDENTIALS, false",
        "403, CREDENTIALS, false",
    "404, SETTINGS, false", "409, INPUT, false", "422, INPUT, false", "408, REMOTE, false",
    "429, REMOTE, false", "500, REMOTE, true", "502, REMOTE, true", "503, REMOTE, true",
    "501, SETTINGS, false"
  })
  void tellsFromAStatusWhoMustAct(int status, Fault fault, boolean unclear) {
    CallFailed failed = of(status(status, Map.of()));

    assertThat(failed.failure().fault()).isEqualTo(fault);
    assertThat(failed.isUnclear()).isEqualTo(unclear);
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "'Sun, 01 Mar 2026 09:01:00 GMT', PT1M",
    "'Sunday, 01-Mar-26 09:01:00 GMT', PT1M",
    "'Sun Mar  1 09:01:00 2026', PT1M",
    "99999999, PT24H"
  })
  void honoursRetryAfterInAllForms(String header, Duration pause) {
    assertThat(of(status(429, Map.of("retry-after", header))).failure().retryAfter())
        .contains(pause);
  }

  @Test
  void doesNotTakeTheWishOfABrokenSystemForARefusal() {
    assertThat(of(status(503, Map.of("Retry-After", "5"))).isUnclear()).isTrue();
    assertThat(of(status(429, Map.of("Retry-After", "5"))).isUnclear()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "RateLimit-Reset, 1772355630, PT30S", "ratelimit-reset, 90, PT1M30S",
    "X-RateLimit-Reset, 2026-03-01T09:15:00.000Z, PT15M", "X-RateLimit-Reset, 9999999999, PT24H"
  })
  void waitsForTheEndOfTheWindowWhereNothingElseIsSaid(
      String header, String value, Duration pause) {
    assertThat(of(status(429, Map.of(header, value))).failure().retryAfter()).contains(pause);
    assertThat(of(status(429, Map.of(header, value, "Retry-After", "5"))).failure().retryAfter())
        .contains(Duration.ofSeconds(5));
    assertThat(of(status(500, Map.of(header, value))).failure().retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"soon", "1", "'-5'", "1772355500", "9999999999999"})
  void makesNothingOfAWindowThatHasNoEnd(String value) {
    Duration pause =
        of(status(429, Map.of("RateLimit-Reset", value)))
            .failure()
            .retryAfter()
            .orElse(Duration.ZERO);

    assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void ignoresARetryAfterThatSaysNothing() {
    assertThat(of(status(429, Map.of("Retry-After", "soon"))).failure().retryAfter()).isEmpty();
    assertThat(
            of(status(429, Map.of("Retry-After", "Sun, 01 Mar 2020 09:01:00 GMT")))
                .failure()
                .retryAfter())
        .isEmpty();
  }

  @Test
  void knowsThatNothingArrivedWhereNobodyWasReached() {
    for (IOException failure :
        new IOException[] {
          new ConnectException("refused"), new UnknownHostException("nowhere.example")
        }) {
      CallFailed failed = of(new IllegalStateException("wrapped", failure));
      assertThat(failed.isUnclear()).isFalse();
      assertThat(failed.failure().fault()).isEqualTo(Fault.REMOTE);
    }
  }

  @Test
  void cannotTellAfterATimeOut() {
    assertThat(of(new SocketTimeoutException("Read timed out")).isUnclear()).isTrue();
  }

  @Test
  void blamesTheHubForWhatFailedBeforeAnythingLeft() {
    CallFailed failed = Classification.of(new NullPointerException(), "Trial network", false, NOW);

    assertThat(failed.failure().fault()).isEqualTo(Fault.HUB);
    assertThat(failed.isUnclear()).isFalse();
  }

  @Test
  void believesAConnectorThatKnowsBetter() {
    var known = new ParleyException(Fault.INPUT, "Too many hashtags");

    assertThat(of(new IllegalStateException(known)).failure()).isSameAs(known);
  }

  @Test
  void showsTheBeginningOfTheAnswer() {
    var failure =
        new HttpOperationFailedException(
            "http://x", 422, "Refused", null, Map.of(), "line\n".repeat(100));

    assertThat(of(failure).getMessage())
        .startsWith("Trial network answered with status '422': line line")
        .endsWith("…")
        .hasSizeLessThan(260);
  }

  private static CallFailed of(Throwable failure) {
    return Classification.of(failure, "Trial network", true, NOW);
  }

  private static HttpOperationFailedException status(int status, Map<String, String> headers) {
    return new HttpOperationFailedException("http://x", status, "Scripted", null, headers, "");
  }
}
