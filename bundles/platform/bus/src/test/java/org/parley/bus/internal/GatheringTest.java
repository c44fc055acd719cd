// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Transaction;

class GatheringTest {
  private final Gathering gathering = Gathering.of(new Patient());

  @Test
  void waitsForNothingAtFirst() {
    assertThat(gathering.holdsBack()).isFalse();
  }

  @Test
  void letsRecordsGatherAfterABatch() {
    gathering.begin(run(3, false));

    assertThat(gathering.holdsBack()).isTrue();
    assertThat(gathering.left()).isPositive();
  }

  @Test
  void waitsTheShorterTheFewerCame() {
    gathering.begin(run(16, false));
    long afterMany = gathering.left();
    gathering.begin(run(1, false));

    assertThat(gathering.left()).isPositive().isLessThan(afterMany / 10);
  }

  @Test
  void waitsForNothingWhereThereIsMoreThanABatchHolds() {
    gathering.begin(run(3, true));

    assertThat(gathering.holdsBack()).isFalse();
  }

  private static Run run(int records, boolean full) {
    LoggedRecord record = LoggedRecord.unreadable("t", new byte[0], "None");
    return new Run(records, Collections.nCopies(records, record), full);
  }

  /** Lets records gather for longer than a test takes. */
  private static final class Patient implements BatchReader {
    @Override
    public Subscription subscription() {
      return Subscription.of("g", "t");
    }

    @Override
    public Duration gathers() {
      return Duration.ofHours(1);
    }

    @Override
    public void read(Transaction transaction, List<BusRecord> records) {}
  }
}
