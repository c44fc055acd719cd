// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Remembers for a day who has followed a link. One reader counts at a time; were there two, the
 * later would fail on the same key and count again.
 */
final class RememberVisitors {
  private static final String KNOWN =
      """
      SELECT daily_key FROM shortening_visitor
      WHERE day_number = :day AND link = :link AND daily_key IN (<keys>)
      """;

  private static final String INSERT =
      "INSERT INTO shortening_visitor (day_number, link, daily_key) VALUES (:day, :link, :dailyKey)";

  private RememberVisitors() {}

  /** Says how many of the visitors came for the first time that day. */
  static int in(Transaction tx, LinkDay place, Set<String> visitors) {
    if (visitors.isEmpty()) {
      return 0;
    }
    Set<String> firsts = new HashSet<>(visitors);
    tx.sql(KNOWN)
        .bind("day", place.day())
        .bind("link", place.link())
        .bindList("keys", padded(visitors))
        .list(row -> row.text("daily_key"))
        .forEach(firsts::remove);
    if (!firsts.isEmpty()) {
      insert(tx.sql(INSERT), place, firsts);
    }
    return firsts.size();
  }

  private static void insert(Statement insert, LinkDay place, Set<String> firsts) {
    firsts.forEach(
        key ->
            insert
                .bind("day", place.day())
                .bind("link", place.link())
                .bind("dailyKey", key)
                .addBatch());
    insert.updateBatch();
  }

  /** To the next power of two, so that the database meets few different statements. */
  private static List<String> padded(Set<String> visitors) {
    List<String> keys = new ArrayList<>(visitors);
    String last = keys.get(keys.size() - 1);
    while (Integer.bitCount(keys.size()) != 1) {
      keys.add(last);
    }
    return keys;
  }
}
