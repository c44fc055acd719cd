// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/** Adds clicks to the counters of links, each of which is written once. */
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
      VALUES (:link, :day, :people, :uniques, :robots)
      """;

  private AddClicks() {}

  /** Passes over links that are not there. */
  static void in(Transaction tx, SortedMap<LinkDay, Clicks> clicks) {
    Set<UUID> unknown = addTotals(tx, clicks);
    SortedMap<LinkDay, Clicks> days = new TreeMap<>(clicks);
    days.keySet().removeIf(place -> unknown.contains(place.link()));
    if (!days.isEmpty()) {
      addDays(tx, days);
    }
  }

  private static Set<UUID> addTotals(Transaction tx, SortedMap<LinkDay, Clicks> clicks) {
    SortedMap<UUID, Clicks> totals = new TreeMap<>();
    clicks.forEach((place, of) -> totals.merge(place.link(), of, AddClicks::sum));
    Statement add = tx.sql(TOTALS);
    totals.forEach((link, of) -> bind(add, link, of).addBatch());
    int[] found = add.updateBatch();
    Set<UUID> unknown = new HashSet<>();
    int index = 0;
    for (UUID link : totals.keySet()) {
      if (found[index++] == 0) {
        unknown.add(link);
      }
    }
    return unknown;
  }

  private static void addDays(Transaction tx, SortedMap<LinkDay, Clicks> days) {
    Statement add = tx.sql(DAY);
    days.forEach((place, of) -> bind(add, place.link(), of).bind("day", place.day()).addBatch());
    int[] found = add.updateBatch();
    Statement begin = tx.sql(NEW_DAY);
    int index = 0;
    boolean begins = false;
    for (Map.Entry<LinkDay, Clicks> day : days.entrySet()) {
      if (found[index++] == 0) {
        bind(begin, day.getKey().link(), day.getValue()).bind("day", day.getKey().day()).addBatch();
        begins = true;
      }
    }
    if (begins) {
      begin.updateBatch();
    }
  }

  private static Clicks sum(Clicks one, Clicks other) {
    return new Clicks(
        one.total() + other.total(), one.unique() + other.unique(), one.robots() + other.robots());
  }

  private static Statement bind(Statement statement, UUID link, Clicks clicks) {
    return statement
        .bind("link", link)
        .bind("people", clicks.total())
        .bind("uniques", clicks.unique())
        .bind("robots", clicks.robots());
  }
}
