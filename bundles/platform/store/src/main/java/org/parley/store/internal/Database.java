// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.StoreDesk.Backup;

/** The hub's one database with its pool. */
public final class Database implements AutoCloseable {
  private final DatabaseSettings settings;
  private final Connections connections;
  private final UnitsOfWork units;

  private Database(DatabaseSettings settings, Consumer<String> giveUp) {
    this.settings = settings;
    this.connections = new Connections(settings, giveUp);
    this.units = new UnitsOfWork(connections, settings.dialect());
  }

  /** Returns at once; the first use opens the database, and creates an embedded one. */
  public static Database open(DatabaseSettings settings) {
    return open(settings, reason -> {});
  }

  /**
   * @param giveUp ends a process in which an embedded database can no longer be opened, and is told
   *     why
   */
  static Database open(DatabaseSettings settings, Consumer<String> giveUp) {
    return new Database(settings, giveUp);
  }

  public Store store() {
    return units;
  }

  /** Brings the tables of one room up to what its files say. */
  public void migrate(MigrationFiles files) {
    connections.patiently(source -> new Migrator(source, settings.dialect()).migrate(files));
  }

  /** Copies an embedded database into a new folder. */
  public Backup backup(Path folder) {
    if (settings.dialect() != Dialect.DERBY) {
      throw new ParleyException(
          Fault.SETTINGS,
          "The database "
              + settings.address()
              + " is not the hub's own; back it up with pg_dump --format=custom");
    }
    return new DerbyBackup(connections.source()).into(folder);
  }

  /** Why the database cannot be reached or takes nothing, empty when it is well. */
  String trouble() {
    return connections.trouble();
  }

  public DataSource source() {
    return connections.source();
  }

  /** Gives the connections back and leaves the database itself as it is. */
  public void release() {
    connections.close();
  }

  /** Closes the pool, and an embedded database with it. */
  @Override
  public void close() {
    release();
    Engines.shutDown(settings);
  }
}
