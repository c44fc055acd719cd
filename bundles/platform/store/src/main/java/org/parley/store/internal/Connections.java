// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.parley.api.Busy;

/** The pool. While the database is away callers are refused at once, but for one a second. */
final class Connections implements AutoCloseable {
  private static final long LONGEST_WAIT_MS = 5_000;
  private static final long REFUSAL_NS = Duration.ofSeconds(1).toNanos();

  private final HikariDataSource pool;
  private final AtomicLong refusedUntil = new AtomicLong(System.nanoTime());

  Connections(DataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley");
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(LONGEST_WAIT_MS);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  Lease open(boolean readOnly) {
    if (System.nanoTime() - refusedUntil.get() < 0) {
      throw new Busy("The database cannot be reached", Duration.ofSeconds(1));
    }
    try {
      Lease lease = new Lease(pool.getConnection());
      return readOnly ? readOnly(lease) : lease;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static Lease readOnly(Lease lease) throws SQLException {
    try {
      lease.connection().setReadOnly(true);
      return lease;
    } catch (SQLException e) {
      lease.close();
      throw e;
    }
  }

  private Busy refused(SQLException cause) {
    boolean away = pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize();
    if (away) {
      refusedUntil.set(System.nanoTime() + REFUSAL_NS);
    }
    Busy busy =
        new Busy(
            away ? "The database cannot be reached" : "All connections to the database are in use",
            Duration.ofSeconds(1));
    busy.addSuppressed(cause);
    return busy;
  }

  DataSource source() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
