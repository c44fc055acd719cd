// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final Troubles troubles = new Troubles(nanos::get);

  @Test
  void forgetsWhatWasSeenOnceItIsSeenNoMore() {
    troubles.saw("log of things", "Another's");
    pass(4);
    troubles.saw("log of things", "Another's again");
    pass(4);

    assertThat(troubles.first()).contains("Another's again");
    pass(2);
    assertThat(troubles.first()).isEmpty();
  }

  @Test
  void keepsWhatLastsUntilItIsTakenBack() {
    troubles.note("group g", "Not read");
    pass(600);

    assertThat(troubles.first()).contains("Not read");
    troubles.clear("group g");
    assertThat(troubles.first()).isEmpty();
  }

  private void pass(int minutes) {
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
  }
}
