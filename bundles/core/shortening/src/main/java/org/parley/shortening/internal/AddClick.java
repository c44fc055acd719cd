// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Adds clicks to a link's counters. */
final class AddClick {
  private static final String VISITOR =
      """
      INSERT INTO shortening_visitor (day_number, link, daily_key) VALUES (:day, :link, :dailyKey)
      """;

  private static final String TOTALS =
      """
      UPDATE shortening_clicks
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots
      WHERE link = :link
      """;

  private static final String DAY =
      """
      UPDATE shortening_day
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots
      WHERE link = :link AND day_number = :day
      """;

  private static final String NEW_DAY =
      """
      INSERT INTO shortening_day (link, day_number, people, uniques, robots)
      VALUES (:link, :day, 0, 0, 0)
      """;

  private AddClick() {}

  /** Remembers a visitor for the day; says whether it was the first time. */
  static boolean isFirst(Transaction tx, UUID link, long day, String dailyKey) {
    return tx.sql(VISITOR)
        .bind("day", day)
        .bind("link", link)
        .bind("dailyKey", dailyKey)
        .insertIfAbsent();
  }

  static void count(Transaction tx, UUID link, long day, Clicks clicks) {
    if (update(tx, TOTALS, link, clicks).update() == 0) {
      return;
    }
    if (update(tx, DAY, link, clicks).bind("day", day).update() == 0) {
      tx.sql(NEW_DAY).bind("link", link).bind("day", day).insertIfAbsent();
      update(tx, DAY, link, clicks).bind("day", day).update();
    }
  }

  private static Statement update(Transaction tx, String sql, UUID link, Clicks clicks) {
    return tx.sql(sql)
        .bind("link", link)
        .bind("people", clicks.total())
        .bind("uniques", clicks.unique())
        .bind("robots", clicks.robots());
  }
}
