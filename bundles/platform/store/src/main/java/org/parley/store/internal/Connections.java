// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pool. While the database is away callers are refused at once, but for one a second. */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long LONGEST_WAIT_MS = 5_000;
  private static final Duration FULL_WAIT = Duration.ofSeconds(5);
  private static final long REFUSAL_NS = Duration.ofSeconds(1).toNanos();

  private final DatabaseSettings settings;
  private final Optional<DiskRoom> room;
  private final AtomicLong refusedUntil = new AtomicLong(System.nanoTime());
  private volatile String trouble = "";
  private volatile @Nullable HikariDataSource pool;
  private boolean closed;

  /** Costs nothing yet: the classes of pool and driver are loaded by the first who asks. */
  Connections(DatabaseSettings settings) {
    this.settings = settings;
    this.room = settings.folder().map(DiskRoom::new);
  }

  private HikariDataSource pool() {
    HikariDataSource opened = pool;
    return opened != null ? opened : openPool();
  }

  private synchronized HikariDataSource openPool() {
    if (closed) {
      throw new Busy("The database is closed", Duration.ofSeconds(1));
    }
    HikariDataSource opened = pool;
    if (opened == null) {
      opened = new HikariDataSource(configuration());
      pool = opened;
    }
    return opened;
  }

  private HikariConfig configuration() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley");
    config.setDataSource(Engines.open(settings));
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(LONGEST_WAIT_MS);
    config.setInitializationFailTimeout(-1);
    return config;
  }

  Lease open(boolean readOnly) {
    if (System.nanoTime() - refusedUntil.get() < 0) {
      throw new Busy("The database cannot be reached", Duration.ofSeconds(1));
    }
    if (!readOnly) {
      requireRoom();
    }
    try {
      Lease lease = new Lease(pool().getConnection());
      if (!trouble.isEmpty() && full().isEmpty()) {
        become("");
      }
      return readOnly ? readOnly(lease) : lease;
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  /** What would write is refused while a part of the disk is left, for a full one ends Derby. */
  private void requireRoom() {
    String reason = full();
    if (!reason.isEmpty()) {
      become(reason);
      throw new Busy(reason, FULL_WAIT);
    }
  }

  private String full() {
    return room.map(DiskRoom::trouble).orElse("");
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
    if (pool().getHikariPoolMXBean().getActiveConnections() >= settings.poolSize()) {
      return new Busy("All connections to the database are in use", Duration.ofSeconds(1));
    }
    refusedUntil.set(System.nanoTime() + REFUSAL_NS);
    become(deepest(cause));
    Busy busy = new Busy("The database cannot be reached", Duration.ofSeconds(1));
    busy.addSuppressed(cause);
    return busy;
  }

  /** The last cause that says anything. */
  private static String deepest(SQLException failure) {
    String reason = failure.toString();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return reason;
  }

  /** Why the database cannot be reached or takes nothing, empty when it is well. */
  String trouble() {
    String full = full();
    return full.isEmpty() ? trouble : full;
  }

  private synchronized void become(String reason) {
    if (reason.isEmpty() && !trouble.isEmpty()) {
      LOG.info("The database is back");
    } else if (!reason.isEmpty() && trouble.isEmpty()) {
      LOG.warn("The database is not to be had, work is refused meanwhile: {}", reason);
    }
    trouble = reason;
  }

  DataSource source() {
    return pool();
  }

  @Override
  public synchronized void close() {
    closed = true;
    HikariDataSource opened = pool;
    if (opened != null) {
      opened.close();
    }
  }
}
