// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What the table remembers of who came on a day. */
final class Arrivals {
  /** The last part grows until it holds so many, so that quiet days leave few rows too. */
  private static final int SMALL_PART = 1_024;

  private static final String PARTS =
      """
      SELECT part, visitors FROM shortening_arrival
      WHERE day_number = :day AND part >= :from ORDER BY part
      """;

  private static final String INSERT =
      """
      INSERT INTO shortening_arrival (day_number, part, visitors)
      VALUES (:day, :part, :visitors)
      """;

  private static final String REPLACE =
      """
      UPDATE shortening_arrival SET visitors = :visitors
      WHERE day_number = :day AND part = :part
      """;

  private static final String PAST =
      "SELECT DISTINCT day_number FROM shortening_arrival WHERE day_number < :day";

  private static final String FORGET = "DELETE FROM shortening_arrival WHERE day_number = :day";

  private Arrivals() {}

  /** The parts of a day from one on, which is among them where it is there. */
  static List<Part> from(Transaction tx, long day, long part) {
    return tx.sql(PARTS).bind("day", day).bind("from", part).list(Part::of);
  }

  /** Adds visitors behind the last part, or to it while that is small. */
  static void add(Transaction tx, long day, Part last, List<Long> visitors) {
    boolean grows = last.number() > 0 && last.visitors().size() < SMALL_PART;
    List<Long> all = new ArrayList<>(grows ? last.visitors() : List.of());
    all.addAll(visitors);
    int written =
        tx.sql(grows ? REPLACE : INSERT)
            .bind("day", day)
            .bind("part", grows ? last.number() : last.number() + 1)
            .bind("visitors", pack(all))
            .update();
    if (written == 0) {
      throw new ParleyException(
          Fault.HUB, "Day %d was forgotten while it was counted".formatted(day));
    }
  }

  /** The days before this one that somebody came on. */
  static List<Long> daysBefore(Transaction tx, long day) {
    return tx.sql(PAST).bind("day", day).list(row -> row.number("day_number"));
  }

  static int forget(Transaction tx, long day) {
    return tx.sql(FORGET).bind("day", day).update();
  }

  private static byte[] pack(List<Long> visitors) {
    ByteBuffer packed = ByteBuffer.allocate(visitors.size() * Long.BYTES);
    visitors.forEach(packed::putLong);
    return packed.array();
  }

  /**
   * Visitors that were written together.
   *
   * @param number from 1 in its day; 0 before anybody came
   */
  record Part(long number, List<Long> visitors) {
    static final Part NONE = new Part(0, List.of());

    private static Part of(Row row) {
      ByteBuffer packed = ByteBuffer.wrap(row.bytes("visitors"));
      List<Long> visitors = new ArrayList<>(packed.remaining() / Long.BYTES);
      while (packed.hasRemaining()) {
        visitors.add(packed.getLong());
      }
      return new Part(row.number("part"), visitors);
    }
  }
}
