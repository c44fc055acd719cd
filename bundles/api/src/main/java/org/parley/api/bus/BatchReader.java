// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.parley.api.store.Transaction;

/**
 * A group that does many records together for less than one by one, such as one that counts;
 * published as a {@link GroupReader}.
 *
 * <p>All records of a call belong to one transaction: their effects happen together and exactly
 * once. The bus lets records gather for a moment and hands over as many as there are, up to a few
 * thousand. When a call fails they come again in smaller parts, in the end each alone, so that a
 * record that cannot be read costs only itself.
 */
@ConsumerType
public interface BatchReader extends GroupReader {
  /**
   * Takes records in the order of the log, at least one. What it appends carries on the trace of
   * one of them only {@linkplain Bus#because by saying so}. Must call nothing outside the hub.
   *
   * <p>What was erased before it looks at the first of them is absent; so who takes a lock of its
   * own, that erasing takes as well, takes it before that.
   */
  void read(Transaction transaction, List<BusRecord> records);

  /**
   * For how long records gather after a small batch; the shorter, the sooner its effects are seen
   * and the more transactions there are. The first record after a quiet moment waits for nothing,
   * and what follows a few records for a part of it. Asked once.
   */
  default Duration gathers() {
    return Duration.ofMillis(200);
  }

  /**
   * How many records it takes at once. In an embedded database, who asks for what a batch writes
   * waits until the batch is committed. Asked once.
   */
  default int most() {
    return 4_096;
  }

  @Override
  default void read(Transaction transaction, BusRecord record) {
    read(transaction, List.of(record));
  }
}
