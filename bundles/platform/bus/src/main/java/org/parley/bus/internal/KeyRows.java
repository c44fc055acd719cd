// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** The table of keys for personal parts. */
final class KeyRows {
  private static final int MOST_AT_ONCE = 256;

  private static final String INSERT =
      """
      INSERT INTO bus_key (id, record_key, secret, made_at)
      VALUES (:id, :recordKey, :secret, :madeAt)
      """;

  private static final String FIND =
      "SELECT id, record_key, secret, made_at FROM bus_key WHERE id IN (<ids>)";

  private static final String OF = "SELECT id FROM bus_key WHERE record_key IN (<recordKeys>)";

  private static final String DESTROY = "DELETE FROM bus_key WHERE record_key IN (<recordKeys>)";

  private static final String COUNT_ERASURE =
      "UPDATE bus_erasure SET erasures = erasures + 1 WHERE id = 1";

  /** Waits as the above does, and tells nobody that he has to forget what he holds. */
  private static final String AWAIT_ERASURE =
      "UPDATE bus_erasure SET erasures = erasures WHERE id = 1";

  private static final String ERASURES = "SELECT erasures FROM bus_erasure WHERE id = 1";

  private static final String PAST =
      """
      SELECT k.id FROM bus_key k
      WHERE k.made_at < :before
        AND NOT EXISTS (SELECT p.id FROM bus_parked p WHERE p.key_id = k.id)
      ORDER BY k.made_at FETCH FIRST 256 ROWS ONLY
      """;

  private static final String OLDEST_RECORD =
      "SELECT written_at FROM bus_log ORDER BY id FETCH FIRST 1 ROWS ONLY";

  private static final String DROP = "DELETE FROM bus_key WHERE id IN (<ids>)";

  private KeyRows() {}

  static void insert(Transaction transaction, Collection<PersonalKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    Statement insert = transaction.sql(INSERT);
    for (PersonalKey key : keys) {
      insert
          .bind("id", key.id())
          .bind("recordKey", key.recordKey())
          .bind("secret", key.secret())
          .bind("madeAt", key.madeAt())
          .addBatch();
    }
    insert.updateBatch();
  }

  /** Those of these keys that are not destroyed. */
  static Map<UUID, PersonalKey> find(Transaction transaction, Set<UUID> ids) {
    Map<UUID, PersonalKey> found = new HashMap<>();
    for (List<UUID> portion : portions(ids)) {
      transaction
          .sql(FIND)
          .bindList("ids", portion)
          .list(KeyRows::key)
          .forEach(key -> found.put(key.id(), key));
    }
    return found;
  }

  private static PersonalKey key(Row row) {
    return new PersonalKey(
        row.id("id"), row.text("record_key"), row.bytes("secret"), row.instant("made_at"));
  }

  /**
   * Destroys all keys of these partition keys. Whoever writes with one meanwhile either is done
   * before, or hears of it by {@link #erasures}.
   *
   * @return the keys that are gone
   */
  static List<UUID> destroy(Transaction transaction, Collection<String> recordKeys) {
    List<UUID> gone = new ArrayList<>();
    for (List<String> portion : portions(recordKeys)) {
      gone.addAll(transaction.sql(OF).bindList("recordKeys", portion).list(row -> row.id("id")));
      transaction.sql(DESTROY).bindList("recordKeys", portion).update();
    }
    transaction.sql(COUNT_ERASURE).update();
    return gone;
  }

  /**
   * Those of these keys that are there yet. Waits for whoever is destroying some, also for one who
   * was lost within his commit: what he has done is known afterwards.
   */
  static Set<UUID> left(Transaction transaction, Set<UUID> ids) {
    transaction.sql(AWAIT_ERASURE).update();
    return find(transaction, ids).keySet();
  }

  /** How often keys were destroyed. */
  static long erasures(Transaction transaction) {
    return transaction.sql(ERASURES).first(row -> row.number("erasures")).orElseThrow();
  }

  /** When the oldest record of the log was written; empty when there is none. */
  static Optional<Instant> oldestRecord(Transaction transaction) {
    return transaction.sql(OLDEST_RECORD).first(row -> row.instant("written_at"));
  }

  /**
   * Drops keys that no record in the log and no parked one needs any more.
   *
   * @param before they were made earlier
   * @return whether there may be more
   */
  static boolean drop(Transaction transaction, Instant before) {
    List<UUID> past = transaction.sql(PAST).bind("before", before).list(row -> row.id("id"));
    if (!past.isEmpty()) {
      transaction.sql(DROP).bindList("ids", past).update();
    }
    return past.size() == MOST_AT_ONCE;
  }

  /** Their sizes are powers of two, so that the database prepares few statements. */
  private static <T> List<List<T>> portions(Collection<T> values) {
    List<T> all = List.copyOf(values);
    List<List<T>> portions = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int size = Math.min(MOST_AT_ONCE, Integer.highestOneBit(all.size() - from));
      portions.add(all.subList(from, from + size));
      from += size;
    }
    return portions;
  }
}
