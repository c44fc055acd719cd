// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.security.SecureRandom;
import java.time.LocalDate;
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
  private final ConcurrentMap<LocalDate, CompletableFuture<byte[]>> salts =
      new ConcurrentHashMap<>();

  DailySalts(Store store, Loads loads) {
    this.store = store;
    this.loads = loads;
  }

  CompletableFuture<byte[]> of(LocalDate day) {
    CompletableFuture<byte[]> known = salts.get(day);
    return known == null ? fetch(day) : known;
  }

  private CompletableFuture<byte[]> fetch(LocalDate day) {
    CompletableFuture<byte[]> fetched =
        salts.computeIfAbsent(day, date -> loads.start(() -> agreed(date)));
    fetched.whenComplete(
        (salt, failure) -> {
          if (failure == null) {
            salts.keySet().removeIf(other -> other.isBefore(day));
          } else {
            salts.remove(day, fetched);
          }
        });
    return fetched;
  }

  private byte[] agreed(LocalDate day) {
    byte[] offered = new byte[LENGTH];
    random.nextBytes(offered);
    return store.inTransaction(tx -> KeepSalts.of(tx, day.toEpochDay(), offered));
  }
}
