// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Adds clicks to the counters of links, few statements for all that were followed on that day
 * before or for the first time; one by one for those whose latest day was another.
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

  /** Where nobody comes twice, most links are followed for the first time. */
  private static final String FIRST_DAY =
      """
      UPDATE shortening_clicks
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots,
        latest_day = :day, day_people = :people, day_uniques = :uniques, day_robots = :robots
      WHERE link = :link AND latest_day IS NULL
      """;

  /** Thousands of prepared rows would outlive a collection of garbage, and the one after it. */
  private static final int MOST_AT_ONCE = 256;

  private AddClicks() {}

  /** Passes over links that are not there. */
  static void in(Transaction tx, SortedMap<LinkDay, Clicks> clicks) {
    List<Map.Entry<LinkDay, Clicks>> portion = new ArrayList<>(MOST_AT_ONCE);
    for (Map.Entry<LinkDay, Clicks> day : clicks.entrySet()) {
      portion.add(day);
      if (portion.size() == MOST_AT_ONCE) {
        add(tx, portion);
        portion.clear();
      }
    }
    add(tx, portion);
  }

  private static void add(Transaction tx, List<Map.Entry<LinkDay, Clicks>> days) {
    List<Map.Entry<LinkDay, Clicks>> left = update(tx, SAME_DAY, days);
    for (Map.Entry<LinkDay, Clicks> day : update(tx, FIRST_DAY, left)) {
      AddDay.in(tx, day.getKey(), day.getValue());
    }
  }

  /** Answers those that the statement was not for. */
  private static List<Map.Entry<LinkDay, Clicks>> update(
      Transaction tx, String sql, List<Map.Entry<LinkDay, Clicks>> days) {
    if (days.isEmpty()) {
      return days;
    }
    Statement update = tx.sql(sql);
    for (Map.Entry<LinkDay, Clicks> day : days) {
      LinkDay place = day.getKey();
      AddDay.bind(update, place.link(), day.getValue()).bind("day", place.day()).addBatch();
    }
    int[] found = update.updateBatch();
    List<Map.Entry<LinkDay, Clicks>> left = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == 0) {
        left.add(days.get(i));
      }
    }
    return left;
  }
}
