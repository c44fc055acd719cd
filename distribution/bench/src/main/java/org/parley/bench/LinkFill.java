// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Puts links by the million into the database of a hub that is down: as its interface would have
 * made them, without the time that takes.
 */
final class LinkFill {
  private static final int PORTION = 20_000;
  private static final String CLOSED = "08006";
  private static final Map<String, String> SETTINGS =
      Map.of("derby.storage.pageCacheSize", "4000", "derby.stream.error.file", "/dev/null");

  private static final String LINK =
      """
      INSERT INTO shortening_link
        (id, domain, slug, skeleton, target, state, created_at, changed_at, version)
      VALUES (?, '', ?, ?, ?, 'ACTIVE', ?, ?, 1)
      """;

  private static final String CLICKS =
      "INSERT INTO shortening_clicks (link, people, uniques, robots) VALUES (?, 0, 0, 0)";

  private LinkFill() {}

  static void into(Path home, Links links) {
    SETTINGS.forEach(System::setProperty);
    String url = "jdbc:derby:" + home.resolve("db");
    try {
      try (Connection database = DriverManager.getConnection(url)) {
        database.setAutoCommit(false);
        fill(database, links);
      }
      DriverManager.getConnection(url + ";shutdown=true").close();
    } catch (SQLException e) {
      if (!CLOSED.equals(e.getSQLState())) {
        throw new BenchFailed("The links could not be put into the database: " + e, e);
      }
    }
  }

  private static void fill(Connection database, Links links) throws SQLException {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    try (PreparedStatement link = database.prepareStatement(LINK);
        PreparedStatement clicks = database.prepareStatement(CLICKS)) {
      for (int number = 0; number < links.count(); number++) {
        byte[] id = id(number);
        link.setBytes(1, id);
        link.setString(2, links.slug(number));
        link.setString(3, skeleton(links.slug(number)));
        link.setString(4, Links.TARGET);
        link.setLong(5, now);
        link.setLong(6, now);
        link.addBatch();
        clicks.setBytes(1, id);
        clicks.addBatch();
        if ((number + 1) % PORTION == 0 || number + 1 == links.count()) {
          link.executeBatch();
          clicks.executeBatch();
          database.commit();
        }
      }
    }
  }

  /** A UUID of version 7 that was born one millisecond after the one before. */
  private static byte[] id(int number) {
    long born = System.currentTimeMillis() - Integer.MAX_VALUE + number;
    return ByteBuffer.allocate(16).putLong(born << 16 | 0x7000).putLong(2L << 62 | number).array();
  }

  /** As the hub looks it up: figures that look like letters are those. */
  private static String skeleton(String slug) {
    return slug.replace('0', 'o').replace('1', 'l').replace('i', 'l');
  }
}
