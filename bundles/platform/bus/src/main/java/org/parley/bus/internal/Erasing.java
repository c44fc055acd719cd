// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Destroys keys and tells the memory of this hub which are gone. Where a commit ended nobody knows
 * how, the table is asked which are there yet as soon as it answers.
 */
final class Erasing {
  private final Store store;
  private final DestroyedKeys destroyed;
  private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean asking = new AtomicBoolean();

  Erasing(Store store, DestroyedKeys destroyed) {
    this.store = store;
    this.destroyed = destroyed;
  }

  /** Destroys the keys of these partition keys at the end of a transaction. */
  void erase(Transaction transaction, Collection<String> partitionKeys) {
    Set<String> all = Set.copyOf(partitionKeys);
    List<UUID> gone = new ArrayList<>();
    transaction.beforeCommit(last -> gone.addAll(KeyRows.destroy(last, all)));
    transaction.afterCommit(() -> destroyed.add(gone));
    transaction.afterRollback(() -> doubt(gone));
  }

  /** Nobody knows whether these keys are gone. */
  void doubt(Collection<UUID> keys) {
    doubtful.addAll(keys);
  }

  /** Whether there is something to find out about that nobody asks for yet. Never blocks. */
  boolean isInDoubt() {
    return !doubtful.isEmpty();
  }

  /** Finds out about what is in doubt, unless another thread is about it. */
  void settle() {
    if (asking.compareAndSet(false, true)) {
      try {
        ask();
      } finally {
        asking.set(false);
      }
    }
  }

  /** What comes into doubt meanwhile, perhaps once more, is asked for the next time. */
  private void ask() {
    Set<UUID> asked = new HashSet<>(doubtful);
    doubtful.removeAll(asked);
    Set<UUID> unknown = new HashSet<>(asked);
    try {
      Set<UUID> gone = new HashSet<>(asked);
      gone.removeAll(store.inTransaction(transaction -> KeyRows.left(transaction, asked)));
      destroyed.add(gone);
      unknown.clear();
    } finally {
      doubt(unknown);
    }
  }
}
