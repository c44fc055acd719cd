// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.parley.api.store.Transaction;

/**
 * What people did, read together in one turn.
 *
 * @param people what is to be written of them, not there yet for whoever asks the tables
 * @param doings likewise, written after the people
 */
record Batch(
    Transaction transaction, Said said, Sight sight, NotePeople people, NoteDoings doings) {
  static Batch of(Transaction transaction, Said said, Sight sight) {
    return new Batch(transaction, said, sight, new NotePeople(), new NoteDoings());
  }

  /** Writes all that was gathered; before anything else changes or asks for what it touches. */
  void write() {
    people.write(transaction);
    doings.write(transaction, said);
  }
}
