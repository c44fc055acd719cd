// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;
import org.parley.api.store.Transaction;

/** Finds or makes the profile that an interaction belongs to. */
final class Recogniser {
  private final WeakAddresses weakAddresses;
  private final Merging merging;
  private final HandOver handOver = new HandOver();

  Recogniser(WeakAddresses weakAddresses, Merging merging) {
    this.weakAddresses = weakAddresses;
    this.merging = merging;
  }

  /** Empty when nobody is to be remembered for it. */
  Optional<Person> recognise(Batch batch, Clue clue) {
    return new Recognition(batch, clue).run(new Settlement(batch, merging));
  }

  /**
   * A batch to recognise people in.
   *
   * @param turn which turn the transaction has taken
   */
  Batch begin(Transaction transaction, Said said, long turn) {
    Memory memory = handOver.in(transaction, turn);
    return Batch.of(transaction, said, new Sight(transaction, weakAddresses, memory));
  }
}
