// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void triesATopicLessAndLessOftenButOnceAMinute() {
    for (int rest : List.of(5, 10, 20, 40, 60, 60)) {
      refused.add("things", WHY);
      restsFor(rest);
    }
  }

  @Test
  void triesATopicSoonThatWasTakenInBetween() {
    refused.add("things", WHY);
    refused.add("things", WHY);
    refused.remove("things");

    refused.add("things", WHY);

    restsFor(5);
  }

  @Test
  void triesAllAtOnceWhereNobodyKnowsWhatWasRefusedBefore() {
    refused.add("things", WHY);
    refused.add("others", WHY);

    refused.clear();

    assertThat(refused.rests("things")).isFalse();
    assertThat(refused.rests("others")).isFalse();
    assertThat(refused.sentence()).isEmpty();
  }

  private void restsFor(int seconds) {
    pass(seconds - 1);
    assertThat(refused.rests("things")).isTrue();
    pass(1);
    assertThat(refused.rests("things")).isFalse();
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
