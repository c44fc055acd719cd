// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.parley.api.store.Store;

/** The secret of each day, the same for all hubs, remembered here for its day alone. */
final class DailySalts {
  private static final int LENGTH = 32;

  private final Store store;
  private final Loads loads;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<Long, CompletableFuture<DailyKey>> keys = new ConcurrentHashMap<>();

  DailySalts(Store store, Loads loads) {
    this.store = store;
    this.loads = loads;
  }

  /**
   * @param day days since 1970-01-01, UTC
   */
  CompletableFuture<DailyKey> of(long day) {
    CompletableFuture<DailyKey> known = keys.get(day);
    return known == null ? fetch(day) : known;
  }

  private CompletableFuture<DailyKey> fetch(long day) {
    CompletableFuture<DailyKey> fetched =
        keys.computeIfAbsent(day, date -> loads.start(() -> new DailyKey(agreed(date))));
    fetched.whenComplete(
        (key, failure) -> {
          if (failure == null) {
            keys.keySet().removeIf(other -> other < day);
          } else {
            keys.remove(day, fetched);
          }
        });
    return fetched;
  }

  private byte[] agreed(long day) {
    byte[] offered = new byte[LENGTH];
    random.nextBytes(offered);
    return store.inTransaction(tx -> KeepSalts.of(tx, day, offered));
  }
}
