// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30, 30000",
    "0.65, 650",
    "0, 0",
    "-5, 0",
    "PT5M, 300000",
    "1772355660, 60000",
    "1772355660000, 60000",
    "2026-03-01T09:01:00Z, 60000",
    "2026-03-01T10:01:00+01:00, 60000",
    "2026-03-01T09:01:00.000+0000, 60000",
    "2026-03-01T08:00:00Z, 0",
    "'Sun, 01 Mar 2026 09:01:00 GMT', 60000"
  })
  void readsEveryWayToSayHowLong(String text, long millis) {
    assertThat(Moments.span(text, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "2026-13-01", "1,5", "NaN"})
  void readsNothingElse(String text) {
    assertThat(Moments.span(text, NOW)).isEmpty();
  }

  @Test
  void takesNoSpanForAMoment() {
    assertThat(Moments.instant(30)).isEmpty();
    assertThat(Moments.instant(1772355600L)).contains(NOW);
  }
}
