// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Busy;

class FailureTest {
  @ParameterizedTest
  @CsvSource({
    "40001, COLLISION",
    "40XL1, COLLISION",
    "40P01, COLLISION",
    "55P03, COLLISION",
    "08006, LOST",
    "08003, LOST",
    "57P01, LOST",
    "XJ001, LOST",
    "XSLAA, LOST",
    "53100, FULL",
    "XSLA4, FULL",
    "23505, DUPLICATE",
    "23503, REFUSED",
    "42X05, REFUSED",
    ", REFUSED"
  })
  void knowsWhatStatesMean(String state, Failure failure) {
    assertThat(Failure.of(new SQLException("said", state))).isEqualTo(failure);
  }

  @Test
  void looksBehindBatches() {
    SQLException cause = new SQLException("said", "40001");
    assertThat(Failure.of(new BatchUpdateException("batch", null, 0, new int[0], cause)))
        .isEqualTo(Failure.COLLISION);
  }

  @Test
  void asksToComeBackWhenThereIsNoRoom() {
    SQLException full = new SQLException("page", "XSDG1");
    assertThat(Failure.FULL.describe(full)).isInstanceOf(Busy.class).hasSuppressedException(full);
  }

  /** {@code Busy} says that nothing was stored. */
  @Test
  void doesNotSayWhatBecameOfACommitWithoutRoom() {
    assertThat(Failure.FULL.describeAtCommit(new SQLException("log", "XSLA4")))
        .isNotInstanceOf(Busy.class)
        .hasMessageContaining("whether it was stored is not known");
  }
}
