// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.Map;
import java.util.SortedMap;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Adds clicks to the counters of links, one statement for all that were followed on that day
 * before.
 */
final class AddClicks {
  private static final String SAME_DAY =
      """
      UPDATE shortening_clicks
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots,
        day_people = day_people + :people, day_uniques = day_uniques + :uniques,
        day_robots = day_robots + :robots
      WHERE link = :link AND latest_day = :day
      """;

  private AddClicks() {}

  /** Passes over links that are not there. */
  static void in(Transaction tx, SortedMap<LinkDay, Clicks> clicks) {
    Statement add = tx.sql(SAME_DAY);
    clicks.forEach(
        (place, of) -> AddDay.bind(add, place.link(), of).bind("day", place.day()).addBatch());
    int[] found = add.updateBatch();
    int index = 0;
    for (Map.Entry<LinkDay, Clicks> day : clicks.entrySet()) {
      if (found[index++] == 0) {
        AddDay.in(tx, day.getKey(), day.getValue());
      }
    }
  }
}
