// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.PrintWriter;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Derby ends a database whose disk is full, and opens it again at the next call: read-only when it
 * cannot write its lock file, and then it stays so, however much room there is later. Here such a
 * database is closed at once, so that the next call tries anew. What else leaves the engine half
 * closed is mended by {@link #restart()}.
 */
final class WritableDerby implements DataSource {
  private static final String FULL = "53100";
  private static final String REFUSED = "08004";
  private static final int LONGEST_OPENING_S = 10;
  private static final String CHECKPOINT = "CALL SYSCS_UTIL.SYSCS_CHECKPOINT_DATABASE()";

  private final DatabaseSettings settings;
  private final DiskRoom room;
  private volatile DataSource derby;
  private final ReadWriteLock doors = new ReentrantReadWriteLock();

  WritableDerby(DatabaseSettings settings, DataSource derby, DiskRoom room) {
    this.settings = settings;
    this.derby = derby;
    this.room = room;
  }

  /** Opens the database where it is closed, and writes to its log and to its pages. */
  void probe() throws SQLException {
    try (Connection connection = getConnection();
        CallableStatement checkpoint = connection.prepareCall(CHECKPOINT)) {
      checkpoint.execute();
    }
  }

  /**
   * Ends the engine as a whole and all that it knew of the database. Who asks for a connection
   * meanwhile is refused, for he would begin it again; those who are being given one are waited
   * for.
   */
  void restart() throws InterruptedException {
    boolean alone = doors.writeLock().tryLock(LONGEST_OPENING_S, TimeUnit.SECONDS);
    try {
      Engines.stopWholly();
      derby = Engines.derby(settings);
    } finally {
      if (alone) {
        doors.writeLock().unlock();
      }
    }
  }

  /** Opening runs the recovery, which needs room as well. */
  @Override
  public Connection getConnection() throws SQLException {
    String trouble = room.trouble();
    if (!trouble.isEmpty()) {
      throw new SQLException(trouble, FULL);
    }
    if (!doors.readLock().tryLock()) {
      throw new SQLException("The database is being opened again", REFUSED);
    }
    try {
      return writable(derby.getConnection());
    } catch (RuntimeException e) {
      throw new SQLException("The database has ended halfway: " + e, REFUSED, e);
    } finally {
      doors.readLock().unlock();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return writable(derby.getConnection(user, password));
  }

  private Connection writable(Connection connection) throws SQLException {
    if (!connection.isReadOnly()) {
      return connection;
    }
    connection.close();
    Engines.shutDown(settings);
    throw new SQLException(
        "The database cannot be written; make room on its disk, and let its folder be writable",
        FULL);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return derby.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    derby.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    derby.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return derby.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("org.apache.derby");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return derby.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return derby.isWrapperFor(type);
  }
}
