// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Links.Day;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** How often were links followed? */
final class FindClicks {
  /** Derby compares each row that it reads with the whole list; the range lets it read few. */
  private static final String TOTALS =
      """
      SELECT link, people, uniques, robots FROM shortening_clicks
      WHERE link BETWEEN :first AND :last AND link IN (<links>)
      """;

  /** As both databases order ids. */
  private static final Comparator<UUID> BY_BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final String DAYS =
      """
      SELECT day_number, people, uniques, robots FROM shortening_day
      WHERE link = :link AND day_number BETWEEN :from AND :to
      UNION ALL
      SELECT latest_day AS day_number, day_people AS people, day_uniques AS uniques,
        day_robots AS robots FROM shortening_clicks
      WHERE link = :link AND latest_day BETWEEN :from AND :to
      ORDER BY day_number
      """;

  private FindClicks() {}

  static Map<UUID, Clicks> ofAll(Transaction tx, Collection<UUID> links) {
    Map<UUID, Clicks> found = new HashMap<>();
    if (!links.isEmpty()) {
      tx.sql(TOTALS)
          .bind("first", Collections.min(links, BY_BYTES))
          .bind("last", Collections.max(links, BY_BYTES))
          .bindList("links", links)
          .list(row -> found.put(row.id("link"), clicks(row)));
    }
    return found;
  }

  static List<Day> ofDays(Transaction tx, UUID link, LocalDate from, LocalDate to) {
    return tx.sql(DAYS)
        .bind("link", link)
        .bind("from", from.toEpochDay())
        .bind("to", to.toEpochDay())
        .list(row -> new Day(LocalDate.ofEpochDay(row.number("day_number")), clicks(row)));
  }

  private static Clicks clicks(Row row) {
    return new Clicks(row.number("people"), row.number("uniques"), row.number("robots"));
  }
}
