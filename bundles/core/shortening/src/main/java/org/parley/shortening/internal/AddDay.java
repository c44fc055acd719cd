// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/** Adds clicks to a link whose latest day is another one: they begin a day, or come late. */
final class AddDay {
  private static final String LATEST =
      """
      SELECT latest_day, day_people, day_uniques, day_robots FROM shortening_clicks
      WHERE link = :link
      """;

  private static final String BEGIN =
      """
      UPDATE shortening_clicks
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots,
        latest_day = :day, day_people = :people, day_uniques = :uniques, day_robots = :robots
      WHERE link = :link
      """;

  private static final String LATE =
      """
      UPDATE shortening_clicks
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots
      WHERE link = :link
      """;

  private static final String ADD =
      """
      UPDATE shortening_day
      SET people = people + :people, uniques = uniques + :uniques, robots = robots + :robots
      WHERE link = :link AND day_number = :day
      """;

  private static final String INSERT =
      """
      INSERT INTO shortening_day (link, day_number, people, uniques, robots)
      VALUES (:link, :day, :people, :uniques, :robots)
      """;

  private AddDay() {}

  /** Passes over a link that is not there. */
  static void in(Transaction tx, LinkDay place, Clicks clicks) {
    tx.sql(LATEST)
        .bind("link", place.link())
        .first(Latest::of)
        .ifPresent(latest -> add(tx, place, clicks, latest));
  }

  private static void add(Transaction tx, LinkDay place, Clicks clicks, Latest latest) {
    boolean late = latest.day().filter(day -> day > place.day()).isPresent();
    if (late) {
      put(tx, place, clicks);
      bind(tx.sql(LATE), place.link(), clicks).update();
    } else {
      latest.day().ifPresent(day -> put(tx, new LinkDay(place.link(), day), latest.clicks()));
      bind(tx.sql(BEGIN), place.link(), clicks).bind("day", place.day()).update();
    }
  }

  private static void put(Transaction tx, LinkDay place, Clicks clicks) {
    if (bind(tx.sql(ADD), place.link(), clicks).bind("day", place.day()).update() == 0) {
      bind(tx.sql(INSERT), place.link(), clicks).bind("day", place.day()).update();
    }
  }

  static Statement bind(Statement statement, UUID link, Clicks clicks) {
    return statement
        .bind("link", link)
        .bind("people", clicks.total())
        .bind("uniques", clicks.unique())
        .bind("robots", clicks.robots());
  }

  /**
   * @param day empty before the first click
   */
  private record Latest(Optional<Long> day, Clicks clicks) {
    static Latest of(Row row) {
      return new Latest(
          row.findNumber("latest_day"),
          new Clicks(
              row.number("day_people"), row.number("day_uniques"), row.number("day_robots")));
    }
  }
}
