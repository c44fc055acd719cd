// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Tells record ids that a topic holds already. Ids born in the same second share a bucket and those
 * of the last seconds stay in memory, so that nearly all are told without asking the database; a
 * batch of records costs one row, not one each.
 */
final class SeenIds {
  private static final String FIND =
      "SELECT ids FROM bus_id WHERE topic = :topic AND bucket = :bucket";

  private static final String PLACES =
      "SELECT position, ids FROM bus_id WHERE topic = :topic AND bucket = :bucket";

  private static final String NOTE =
      """
      INSERT INTO bus_id (topic, bucket, position, ids) VALUES (:topic, :bucket, :position, :ids)
      """;

  /** Sorted as an index is, which Derby would pass over for the table's key otherwise. */
  private static final String OLDEST =
      """
      SELECT bucket, position FROM bus_id WHERE topic = :topic AND position <= :upTo
      ORDER BY position FETCH FIRST 1000 ROWS ONLY
      """;

  private static final String DELETE =
      "DELETE FROM bus_id WHERE topic = :topic AND bucket = :bucket AND position = :position";

  private static final int MOST_AT_ONCE = 1_000;
  private static final int MOST_KEPT = 50_000;

  /** Where records are few, each id has a second of its own. */
  private static final int MOST_BUCKETS = 1_000;

  private static final int VERSION_BY_TIME = 7;
  private static final int BUCKET_BITS = 26;

  private final Map<Bucket, IdSet> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int keptIds;

  /** Forgets what was kept in memory: another may have written meanwhile. */
  void forget() {
    kept.clear();
    keptIds = 0;
  }

  /** Notes ids as part of the transaction in which their rows are numbered. */
  Noting noting(Transaction transaction, String topic) {
    return new Noting(transaction, topic);
  }

  private IdSet load(Transaction transaction, Bucket bucket) {
    IdSet ids = new IdSet();
    transaction
        .sql(FIND)
        .bind("topic", bucket.topic)
        .bind("bucket", bucket.number)
        .list(row -> row.bytes("ids"))
        .forEach(ids::unpack);
    return ids;
  }

  /**
   * About where in a topic a record stands: at most as many rows before this position as are
   * numbered at once.
   */
  static Optional<Long> find(Transaction transaction, String topic, UUID id) {
    return transaction
        .sql(PLACES)
        .bind("topic", topic)
        .bind("bucket", number(id))
        .list(row -> place(row, id))
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Forgets ids of records that the log no longer holds.
   *
   * @return whether there may be more
   */
  static boolean forget(Transaction transaction, String topic, long upTo) {
    Statement delete = transaction.sql(DELETE);
    List<Long> found =
        transaction
            .sql(OLDEST)
            .bind("topic", topic)
            .bind("upTo", upTo)
            .list(
                row -> {
                  long position = row.number("position");
                  delete
                      .bind("topic", topic)
                      .bind("bucket", row.number("bucket"))
                      .bind("position", position)
                      .addBatch();
                  return position;
                });
    if (!found.isEmpty()) {
      delete.updateBatch();
    }
    return found.size() == MOST_AT_ONCE;
  }

  private static Optional<Long> place(Row row, UUID id) {
    IdSet ids = new IdSet();
    ids.unpack(row.bytes("ids"));
    return ids.contains(id) ? Optional.of(row.number("position")) : Optional.empty();
  }

  private static long number(UUID id) {
    return id.version() == VERSION_BY_TIME
        ? id.getMostSignificantBits() >>> BUCKET_BITS
        : -1 - (id.getMostSignificantBits() >>> BUCKET_BITS);
  }

  private record Bucket(String topic, long number) {}

  private void keep(Bucket bucket, IdSet before, IdSet fresh) {
    IdSet ids = kept.get(bucket);
    if (ids == null) {
      ids = before;
      kept.put(bucket, ids);
      keptIds += ids.size();
    }
    ids.addAll(fresh);
    keptIds += fresh.size();
  }

  private void shrink() {
    Iterator<IdSet> oldest = kept.values().iterator();
    while ((keptIds > MOST_KEPT || kept.size() > MOST_BUCKETS) && kept.size() > 1) {
      keptIds -= oldest.next().size();
      oldest.remove();
    }
  }

  /** The ids of some rows on their way into the log; nothing is kept before they are there. */
  final class Noting {
    private final Transaction transaction;
    private final String topic;
    private final Map<Bucket, IdSet> before = new HashMap<>();
    private final Map<Bucket, IdSet> fresh = new HashMap<>();
    private long current;
    private @Nullable IdSet currentBefore;
    private @Nullable IdSet currentFresh;

    private Noting(Transaction transaction, String topic) {
      this.transaction = transaction;
      this.topic = topic;
    }

    /** By index, the records whose id was there before. */
    BitSet repeated(List<LoggedRecord> records) {
      BitSet repeated = new BitSet();
      for (int i = 0; i < records.size(); i++) {
        repeated.set(i, !isNew(records.get(i).id()));
      }
      return repeated;
    }

    private boolean isNew(UUID id) {
      long number = number(id);
      if (currentBefore == null || currentFresh == null || number != current) {
        Bucket bucket = new Bucket(topic, number);
        current = number;
        currentBefore = before.computeIfAbsent(bucket, this::before);
        currentFresh = fresh.computeIfAbsent(bucket, any -> new IdSet());
      }
      return !currentBefore.contains(id) && currentFresh.add(id);
    }

    private IdSet before(Bucket bucket) {
      IdSet ids = kept.get(bucket);
      return ids != null ? ids : load(transaction, bucket);
    }

    /**
     * Writes the fresh ones.
     *
     * @param position the highest position of their rows
     */
    void write(long position) {
      fresh.values().removeIf(IdSet::isEmpty);
      if (fresh.isEmpty()) {
        return;
      }
      Statement note = transaction.sql(NOTE);
      fresh.forEach(
          (bucket, ids) ->
              note.bind("topic", topic)
                  .bind("bucket", bucket.number)
                  .bind("position", position)
                  .bind("ids", ids.pack())
                  .addBatch());
      note.updateBatch();
    }

    /** The transaction has committed. */
    void keep() {
      before.forEach(
          (bucket, ids) -> {
            if (bucket.number >= 0) {
              SeenIds.this.keep(bucket, ids, fresh.getOrDefault(bucket, new IdSet()));
            }
          });
      shrink();
    }
  }
}
