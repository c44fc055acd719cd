// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Transaction;

/**
 * Hands what was learned in one turn on to the next. All who change people take the turn, and it
 * counts: what was true at the end of a turn is true in the next one by number, and in no other.
 */
final class HandOver {
  /** Pointers, of some 400 bytes each. */
  private static final int MOST = 1 << 17;

  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

  /**
   * What is known in this turn. It is the transaction's own until that has committed; is it undone,
   * or is that not known, then nothing is handed on.
   */
  Memory in(Transaction transaction, long turn) {
    Kept last = kept.getAndSet(null);
    Memory memory = last != null && last.turn == turn - 1 ? last.memory : new Memory();
    transaction.afterCommit(
        () -> {
          memory.trim(MOST);
          kept.set(new Kept(turn, memory));
        });
    return memory;
  }

  /**
   * @param turn after which it is true
   */
  private record Kept(long turn, Memory memory) {}
}
