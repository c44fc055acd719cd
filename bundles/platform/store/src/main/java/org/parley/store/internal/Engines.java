// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.apache.derby.iapi.jdbc.InternalDriver;
import org.apache.derby.iapi.services.monitor.Monitor;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.apache.derby.jdbc.EmbeddedDriver;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two databases as they are opened and, where they run within this process, closed. */
final class Engines {
  private static final String DATABASE_STOPPED = "08006";
  private static final String ENGINE_STOPPED = "XJ015";

  /**
   * Each buffer that fills up is written and synced for itself: one that holds several commits lets
   * them share a sync.
   */
  private static final String LOG_BUFFER = "262144";

  /**
   * One size for all tables, see decision 032; a page in memory keeps its array when another takes
   * its place, and of large tables more pages find room.
   */
  private static final String PAGE = "8192";

  private static final String PAGES_IN_MEMORY = "3000";

  private static final String LOG_FILE = "2097152";
  private static final String LOG_KEPT = "33554432";

  private static final String STOP_ENGINE = "jdbc:derby:;shutdown=true";

  private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

  private Engines() {}

  /** For work that is quick or has gone wrong. */
  static DataSource open(DatabaseSettings settings) {
    if (settings.dialect() == Dialect.DERBY) {
      return existingDerby(settings);
    }
    return PostgresSource.hurried(settings);
  }

  private static DataSource existingDerby(DatabaseSettings settings) {
    prepareDerby();
    settings.folder().ifPresent(NewDatabase::make);
    EmbeddedDataSource source = derby(settings);
    Optional<Path> folder = settings.folder();
    if (folder.isPresent()) {
      return new WritableDerby(settings, source, new DiskRoom(folder.get()));
    }
    source.setCreateDatabase("create");
    return source;
  }

  static EmbeddedDataSource derby(DatabaseSettings settings) {
    EmbeddedDataSource source = new EmbeddedDataSource();
    source.setDatabaseName(settings.url().substring(DatabaseSettings.DERBY.length()));
    if (!settings.user().isEmpty()) {
      source.setUser(settings.user());
      source.setPassword(settings.password().reveal());
    }
    return source;
  }

  /**
   * Derby reads these once, when it starts; whoever started the process may have said otherwise.
   */
  private static void prepareDerby() {
    prefer("derby.locks.waitTimeout", "2");
    prefer("derby.locks.deadlockTimeout", "0");
    prefer("derby.language.statementCacheSize", "1000");
    prefer("derby.storage.pageSize", PAGE);
    prefer("derby.storage.pageCacheSize", PAGES_IN_MEMORY);
    prefer("derby.storage.logBufferSize", LOG_BUFFER);
    prefer("derby.storage.logSwitchInterval", LOG_FILE);
    prefer("derby.storage.checkpointInterval", LOG_KEPT);
    prefer("derby.stream.error.method", DerbyLog.class.getName() + ".writer");
  }

  private static void prefer(String key, String value) {
    System.getProperties().putIfAbsent(key, value);
  }

  /** Closes a database that runs within this process, so that its next start needs no recovery. */
  static void shutDown(DatabaseSettings settings) {
    if (settings.dialect() == Dialect.DERBY) {
      shutDown(derby(settings));
    }
  }

  private static void shutDown(EmbeddedDataSource source) {
    source.setCreateDatabase(null);
    source.setShutdownDatabase("shutdown");
    expect(DATABASE_STOPPED, () -> source.getConnection().close());
  }

  /** Makes an empty embedded database and closes it again. */
  static void create(Path folder) throws SQLException {
    prepareDerby();
    EmbeddedDataSource source = new EmbeddedDataSource();
    source.setDatabaseName(folder.toString());
    source.setCreateDatabase("create");
    source.getConnection().close();
    shutDown(source);
  }

  /** Ends the threads of Derby itself, which would hold on to the classes of a bundle. */
  static void stop(DatabaseSettings settings) {
    if (settings.dialect() == Dialect.DERBY) {
      expect(ENGINE_STOPPED, () -> new EmbeddedDriver().connect(STOP_ENGINE, new Properties()));
    }
  }

  /**
   * Ends Derby also where that fails halfway, such as when a database of it was being opened: what
   * is left would pass for a running engine for good. A database that is held open still stays
   * locked.
   */
  static void stopWholly() {
    try {
      new EmbeddedDriver().connect(STOP_ENGINE, new Properties());
    } catch (SQLException | RuntimeException e) {
      LOG.debug("How Derby has ended", e);
    }
    InternalDriver left = InternalDriver.activeDriver();
    if (left != null) {
      left.stop();
      AutoloadedDriver.unregisterDriverModule();
      Monitor.clearMonitor();
    }
  }

  /** Derby says by an exception that it did what was asked. */
  private static void expect(String state, Stop stop) {
    try {
      stop.run();
    } catch (SQLException e) {
      if (!state.equals(e.getSQLState())) {
        throw new ParleyException(Fault.HUB, "The database could not be closed", e);
      }
    }
  }

  private interface Stop {
    void run() throws SQLException;
  }
}
