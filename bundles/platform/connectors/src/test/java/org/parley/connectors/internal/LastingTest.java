// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastingTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void saysNothingOfWhatDoesNotEnd() {
    assertThat(Lasting.UNTOLD.endsSoon(START)).isFalse();
    assertThat(Lasting.UNTOLD.wantsTending(START)).isFalse();
    assertThat(Lasting.UNTOLD.isOver(START)).isFalse();
  }

  @Test
  void foretellsAWeekAhead() {
    Lasting lasting = days(60);

    assertThat(lasting.endsSoon(day(52))).isFalse();
    assertThat(lasting.endsSoon(day(53))).isTrue();
    assertThat(lasting.isOver(day(60))).isTrue();
  }

  @Test
  void isTendedBeforeAPersonIsTold() {
    for (int span : new int[] {1, 7, 14, 60, 365}) {
      Lasting lasting = days(span);
      Instant told = START;
      while (!lasting.endsSoon(told)) {
        told = told.plus(Duration.ofHours(1));
      }
      assertThat(lasting.wantsTending(told.minus(lasting.pause()))).as("%d days", span).isTrue();
    }
  }

  @Test
  void startsAnewWhereRenewingMovesTheEnd() {
    Lasting next = Lasting.until(day(30), Optional.of(day(90))).after(days(60));

    assertThat(next.since()).contains(day(30));
    assertThat(next.endsSoon(day(53))).isFalse();
  }

  @Test
  void countsOnWhereRenewingMovesNothing() {
    Lasting next = Lasting.until(day(53), Optional.of(day(60).plusSeconds(2))).after(days(60));

    assertThat(next.since()).contains(START);
    assertThat(next.endsSoon(day(54))).isTrue();
  }

  private static Lasting days(int span) {
    return Lasting.until(START, Optional.of(day(span)));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
