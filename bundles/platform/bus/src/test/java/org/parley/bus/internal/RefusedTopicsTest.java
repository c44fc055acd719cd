// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class RefusedTopicsTest {
  private static final ParleyException WHY = new ParleyException(Fault.REMOTE, "Not taken");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final RefusedTopics refused = new RefusedTopics(nanos::get);

  @Test
  void triesATopicThatIsRefusedAtOnceAgainSoon() {
    refused.add("things", WHY, nanos.get());
    pass(4);
    assertThat(refused.rests("things")).isTrue();

    pass(1);

    assertThat(refused.rests("things")).isFalse();
  }

  /** Whatever else is relayed waits for the answer, too. */
  @Test
  void leavesOthersNineTenthsOfTheTimeWhereNobodyAnswers() {
    long asked = nanos.get();
    pass(10);
    refused.add("things", WHY, asked);
    pass(89);
    assertThat(refused.rests("things")).isTrue();

    pass(1);

    assertThat(refused.rests("things")).isFalse();
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
