// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.bench.HubTables.Insert;

/**
 * Puts links by the million into the database of a hub that is down: as its interface would have
 * made them, without the time that takes.
 */
final class LinkFill {
  private static final String LINK =
      """
      INSERT INTO shortening_link
        (id, domain, slug, skeleton, target, state, created_at, changed_at, version)
      VALUES (?, '', ?, ?, ?, 'ACTIVE', ?, ?, 1)
      """;
  private static final String CLICKS =
      "INSERT INTO shortening_clicks (link, people, uniques, robots) VALUES (?, 0, 0, 0)";

  private final Links links;
  private final long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

  private LinkFill(Links links) {
    this.links = links;
  }

  static void into(Path home, Links links) {
    LinkFill fill = new LinkFill(links);
    try (HubTables tables = HubTables.of(home)) {
      tables.insert(
          links.count(),
          List.of(
              new Insert(LINK, fill::link),
              new Insert(CLICKS, (row, number) -> row.setBytes(1, HubTables.id(number)))));
      tables.countIndexes(List.of("SHORTENING_LINK", "SHORTENING_CLICKS"));
    }
  }

  private void link(PreparedStatement row, int number) throws SQLException {
    String slug = links.slug(number);
    row.setBytes(1, HubTables.id(number));
    row.setString(2, slug);
    row.setString(3, skeleton(slug));
    row.setString(4, Links.TARGET);
    row.setLong(5, now);
    row.setLong(6, now);
  }

  /** As the hub looks it up: figures that look like letters are those. */
  private static String skeleton(String slug) {
    return slug.replace('0', 'o').replace('1', 'l').replace('i', 'l');
  }
}
