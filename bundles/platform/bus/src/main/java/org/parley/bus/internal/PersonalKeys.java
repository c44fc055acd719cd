// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

  private final InstantSource clock;
  private final KeptKeys durable = new KeptKeys();
  private long erasures;

  PersonalKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** For the records that are appended together. */
  synchronized Sealing begin() {
    return new Sealing(this, clock, erasures);
  }

  /** The key to write one record with, if there is one. */
  synchronized Optional<PersonalKey> find(String recordKey, Instant now) {
    return durable.find(recordKey, now.minus(WRITES), now);
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

  /**
   * Hands records that were read from a table the keys of their personal parts. As long as none was
   * destroyed since, those that this process writes with need not be asked for.
   */
  void unlock(Transaction read, Collection<LoggedRecord> records) {
    Map<UUID, PersonalKey> keys = new HashMap<>();
    Set<UUID> unknown = new HashSet<>();
    records.forEach(record -> record.keyId().ifPresent(unknown::add));
    if (!unknown.isEmpty()) {
      keys.putAll(own(KeyRows.erasures(read), records));
      unknown.removeAll(keys.keySet());
      keys.putAll(KeyRows.find(read, unknown));
    }
    records.forEach(record -> record.unlock(keys));
  }

  private synchronized Map<UUID, PersonalKey> own(long now, Collection<LoggedRecord> records) {
    Map<UUID, PersonalKey> own = new HashMap<>();
    if (now == erasures) {
      for (LoggedRecord record : records) {
        record
            .keyId()
            .filter(id -> !own.containsKey(id))
            .flatMap(id -> durable.find(record.key(), id))
            .ifPresent(key -> own.put(key.id(), key));
      }
    }
    return own;
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
      keys.forEach(durable::put);
    }
  }
}
