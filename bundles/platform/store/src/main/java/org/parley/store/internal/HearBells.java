// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the bells of other hubs, on one connection beside the pool's. While it has none nobody is
 * told of anything; with each new one whoever listens is woken once, for what was missed.
 */
final class HearBells {
  /** Notifications know no schema, but several installations may share a database by theirs. */
  static final String CHANNEL = "'parley_' || md5(current_schema())";

  private static final Logger LOG = LoggerFactory.getLogger(HearBells.class);

  /** After so long without a word it is asked whether the connection is there yet. */
  private static final Duration QUIET = Duration.ofSeconds(15);

  private static final int ANSWER_SECONDS = 5;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final DatabaseSettings settings;
  private final UUID me;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "parley-bells-hear");
  private volatile @Nullable Connection current;
  private boolean troubled;

  HearBells(DatabaseSettings settings, UUID me, Listener listener) {
    this.settings = settings;
    this.me = me;
    this.listener = listener;
    thread.setDaemon(true);
  }

  static String payload(UUID hub, String bell) {
    return hub + " " + bell;
  }

  void start() {
    thread.start();
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (!isClosed()) {
      long begun = System.nanoTime();
      try {
        hear();
      } catch (SQLException | RuntimeException e) {
        trouble(e);
      }
      boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
      pause = lasted ? SHORTEST_PAUSE : pause;
      rest(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private void rest(Duration pause) {
    try {
      closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("Nobody is known to interrupt this thread", e);
    }
  }

  private void hear() throws SQLException {
    try (Connection connection = PostgresSource.hurried(settings).getConnection()) {
      current = connection;
      listen(connection);
      recovered();
      listener.anyMayHaveRung();
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!isClosed()) {
        PGNotification[] told = postgres.getNotifications((int) QUIET.toMillis());
        if (told == null || told.length == 0) {
          requireAlive(connection);
        } else {
          tell(told);
        }
      }
    } finally {
      current = null;
    }
  }

  private static void listen(Connection connection) throws SQLException {
    String name = connection.getClientInfo("ApplicationName");
    connection.setClientInfo("ApplicationName", name + "-bells");
    try (Statement statement = connection.createStatement()) {
      try (ResultSet channel = statement.executeQuery("SELECT " + CHANNEL)) {
        channel.next();
        statement.execute("LISTEN " + channel.getString(1));
      }
    }
  }

  private static void requireAlive(Connection connection) throws SQLException {
    if (!connection.isValid(ANSWER_SECONDS)) {
      throw new SQLException("The connection does not answer any more");
    }
  }

  private void tell(PGNotification[] told) {
    String mine = payload(me, "");
    for (PGNotification each : told) {
      String payload = each.getParameter();
      int space = payload.indexOf(' ');
      if (space > 0 && !payload.startsWith(mine)) {
        listener.rung(payload.substring(space + 1));
      }
    }
  }

  private void trouble(Exception e) {
    if (!troubled && !isClosed()) {
      LOG.warn(
          "This hub is not told by others for the moment and looks for itself: {}", e.toString());
    }
    troubled = true;
  }

  private void recovered() {
    if (troubled) {
      LOG.info("This hub is told by others again");
    }
    troubled = false;
  }

  void close() {
    closed.countDown();
    Connection open = current;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("The connection ends with the process", e);
      }
    }
  }

  /** Who is told; must neither block nor throw. */
  interface Listener {
    void rung(String bell);

    void anyMayHaveRung();
  }
}
