// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.api.store.Transaction;

/**
 * The keys that this process writes personal parts with. Each is its own: a key that another has
 * made is never looked for, so writing costs no question, and nobody waits for a row of another.
 */
final class PersonalKeys {
  /** How long a key writes; afterwards it only reads, and goes with the log. */
  static final Duration WRITES = Duration.ofHours(12);

  /**
   * How much older than the oldest record of the log a key is when no record needs it any more; the
   * clocks that both bear may have jumped.
   */
  static final Duration NEEDED = WRITES.plusDays(2);

  private static final int MOST = 1 << 16;

  private final InstantSource clock;
  private final Map<String, PersonalKey> durable = new LinkedHashMap<>(16, 0.75f, true);
  private long erasures;

  PersonalKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** For the records that are appended together. */
  synchronized Sealing begin() {
    return new Sealing(this, clock, erasures);
  }

  synchronized Optional<PersonalKey> find(String recordKey, Instant now) {
    PersonalKey key = durable.get(recordKey);
    boolean writes = key != null && key.madeAt().plus(WRITES).isAfter(now);
    return writes ? Optional.ofNullable(key) : Optional.empty();
  }

  /**
   * How often keys were destroyed, to be asked in the transaction that writes: what was encrypted
   * when there had been fewer may be lost.
   */
  long erasures(Transaction transaction) {
    long now = KeyRows.erasures(transaction);
    forgetBefore(now);
    return now;
  }

  private synchronized void forgetBefore(long now) {
    if (now != erasures) {
      durable.clear();
      erasures = now;
    }
  }

  /**
   * Takes up keys that have become durable, unless some were destroyed meanwhile.
   *
   * @param then how often that had been when they were made durable
   */
  synchronized void learn(Collection<PersonalKey> keys, long then) {
    if (then == erasures) {
      keys.forEach(key -> durable.put(key.recordKey(), key));
      durable.keySet().stream()
          .limit(Math.max(0, durable.size() - MOST))
          .toList()
          .forEach(durable::remove);
    }
  }
}
