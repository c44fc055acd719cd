// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;

class PatienceTest {
  private final IllegalStateException reason = new IllegalStateException("in the way");

  @Test
  void endsWithItsTime() {
    assertThatThrownBy(() -> new Patience(Duration.ZERO).pause(new RunAgain(reason)))
        .isInstanceOf(Busy.class)
        .hasMessage("in the way, at attempt 1");
  }

  @Test
  void endsAfterTenAttempts() {
    Patience patience = new Patience(Duration.ofMinutes(1));
    for (int i = 0; i < 9; i++) {
      assertThatCode(() -> patience.pause(new RunAgain(reason))).doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> patience.pause(new RunAgain(reason)))
        .isInstanceOf(Busy.class)
        .hasSuppressedException(reason);
  }

  @Test
  void handsInterruptionOn() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Patience(Duration.ofMinutes(1)).pause(new RunAgain(reason)))
        .isSameAs(reason);
    assertThat(Thread.interrupted()).isTrue();
  }
}
