// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool. While the database is away callers are refused at once, but for one a second; one that
 * is embedded and was lost is revived first.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long LONGEST_WAIT_MS = 5_000;
  private static final Duration FULL_WAIT = Duration.ofSeconds(5);
  private static final long REFUSAL_NS = Duration.ofSeconds(1).toNanos();

  private final DatabaseSettings settings;
  private final Optional<DiskRoom> room;
  private final Consumer<String> giveUp;
  private final AtomicLong refusedUntil = new AtomicLong(System.nanoTime());
  private volatile String trouble = "";
  private volatile @Nullable HikariDataSource pool;
  private volatile @Nullable Revival revival;
  private boolean closed;

  /**
   * Costs nothing yet: the classes of pool and driver are loaded by the first who asks.
   *
   * @param giveUp ends a process in which an embedded database can no longer be opened, and is told
   *     why
   */
  Connections(DatabaseSettings settings, Consumer<String> giveUp) {
    this.settings = settings;
    this.giveUp = giveUp;
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
      DataSource source = Engines.open(settings);
      opened = new HikariDataSource(configuration(source));
      if (source instanceof WritableDerby derby) {
        revival = new Revival(new Embedded(derby, opened), Revival.Limits.USUAL);
      }
      pool = opened;
    }
    return opened;
  }

  private HikariConfig configuration(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("parley");
    config.setDataSource(source);
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
      throw unreachable();
    }
    awaitOpen();
    if (!readOnly) {
      requireRoom();
    }
    pool();
    int era = era();
    try {
      Lease lease = new Lease(pool().getConnection(), era);
      works();
      return readOnly ? readOnly(lease) : lease;
    } catch (SQLException e) {
      throw refused(e, era);
    }
  }

  /**
   * Does what takes as long as it takes, with connections of its own beside the pool's: through the
   * same door, which is shut while an embedded database is revived.
   *
   * @throws Busy when the database cannot be reached, or was lost meanwhile; try again
   */
  void patiently(Consumer<DataSource> work) {
    pool();
    awaitOpen();
    int era = era();
    try {
      work.accept(patient());
    } catch (RuntimeException e) {
      if (e instanceof Busy) {
        lost(e, era);
      } else if (!hasEnded(era)) {
        throw e;
      }
      forgetInterrupt();
      throw e instanceof Busy busy ? busy : busy("The database was lost meanwhile", e);
    }
  }

  private DataSource patient() {
    return settings.dialect() == Dialect.DERBY
        ? pool().getDataSource()
        : PostgresSource.patient(settings);
  }

  private void awaitOpen() {
    Revival reviving = revival;
    if (reviving != null && !reviving.awaitOpen()) {
      throw unreachable();
    }
  }

  private static Busy unreachable() {
    return new Busy("The database cannot be reached", Duration.ofSeconds(1));
  }

  private int era() {
    Revival reviving = revival;
    return reviving == null ? 0 : reviving.era();
  }

  /** Whether an embedded database has ended since a connection was given: what it says is void. */
  boolean hasEnded(Lease lease) {
    return hasEnded(lease.era());
  }

  private boolean hasEnded(int era) {
    Revival reviving = revival;
    return reviving != null && reviving.hasEnded(era);
  }

  private void works() {
    Revival alive = revival;
    if (alive != null) {
      alive.works();
    }
    if (!trouble.isEmpty() && full().isEmpty()) {
      become("");
    }
  }

  /** An embedded database may have ended with this error. */
  void lost(SQLException end, Lease lease) {
    lost(end, lease.era());
  }

  private void lost(Throwable end, int era) {
    Revival reviving = revival;
    if (reviving != null && full().isEmpty()) {
      reviving.lost(Revival.deepest(end), era);
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

  /** Takes an interrupt back that is not meant for this thread: a Derby that ends gives them. */
  void forgetInterrupt() {
    Revival reviving = revival;
    if (reviving != null && reviving.interrupts()) {
      Thread.interrupted();
    }
  }

  private Busy refused(SQLException cause, int era) {
    if (cause.getCause() instanceof InterruptedException) {
      forgetInterrupt();
      return busy("The database was not reached, for this thread was interrupted", cause);
    }
    if (pool().getHikariPoolMXBean().getActiveConnections() >= settings.poolSize()) {
      return new Busy("All connections to the database are in use", Duration.ofSeconds(1));
    }
    refusedUntil.set(System.nanoTime() + REFUSAL_NS);
    become(Revival.deepest(cause));
    lost(cause, era);
    return busy("The database cannot be reached", cause);
  }

  private static Busy busy(String reason, Exception cause) {
    Busy busy = new Busy(reason, Duration.ofSeconds(1));
    busy.addSuppressed(cause);
    return busy;
  }

  /** Why the database cannot be reached or takes nothing, empty when it is well. */
  String trouble() {
    String full = full();
    Revival reviving = revival;
    String lost = reviving == null ? "" : reviving.trouble();
    return Stream.of(full, lost, trouble).filter(each -> !each.isEmpty()).findFirst().orElse("");
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
    Revival reviving = revival;
    if (reviving != null) {
      reviving.close();
    }
    HikariDataSource opened = pool;
    if (opened != null) {
      opened.close();
    }
  }

  /** What its revival does to an embedded database and to the connections that lead there. */
  private final class Embedded implements Revival.Engine {
    private final WritableDerby derby;
    private final HikariDataSource connections;

    Embedded(WritableDerby derby, HikariDataSource connections) {
      this.derby = derby;
      this.connections = connections;
    }

    @Override
    public void probe() throws SQLException {
      derby.probe();
    }

    @Override
    public void restart() throws InterruptedException {
      become(trouble());
      derby.restart();
    }

    /** Connections of before lead to what is no more, though each notices it only when used. */
    @Override
    public void opening() {
      connections.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void opened() {
      refusedUntil.set(System.nanoTime());
      become("");
    }

    @Override
    public void giveUp(String reason) {
      if (full().isEmpty()) {
        giveUp.accept(reason);
      }
    }
  }
}
