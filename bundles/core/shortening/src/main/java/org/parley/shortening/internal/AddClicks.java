// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/** Adds clicks to a link's counters. */
final class AddClicks {
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

  private AddClicks() {}

  static void in(Transaction tx, LinkDay place, Clicks clicks) {
    if (update(tx, TOTALS, place.link(), clicks).update() == 0) {
      return;
    }
    if (update(tx, DAY, place.link(), clicks).bind("day", place.day()).update() == 0) {
      tx.sql(NEW_DAY).bind("link", place.link()).bind("day", place.day()).insertIfAbsent();
      update(tx, DAY, place.link(), clicks).bind("day", place.day()).update();
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
