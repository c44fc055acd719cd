// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.parley.api.Secret;
import org.parley.api.store.Store;
import org.parley.store.internal.Database;
import org.parley.store.internal.DatabaseSettings;

/** A real database with the tables of some rooms, in a schema of its own. */
public final class TestStore implements CloseableResource, AutoCloseable {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  /** Which database. */
  public enum Kind {
    DERBY,
    POSTGRESQL;

    /** Those that the system property {@code parley.test.databases} names, else both. */
    public static List<Kind> chosen() {
      String chosen = System.getProperty("parley.test.databases", "derby,postgresql");
      return Arrays.stream(chosen.split(","))
          .map(name -> Kind.valueOf(name.strip().toUpperCase(Locale.ROOT)))
          .toList();
    }

    /** Skips the calling test where this database cannot be had; fails it when CI is true. */
    void require() {
      if (this == POSTGRESQL) {
        PostgresServer.shared();
      }
    }
  }

  private final Kind kind;
  private final DatabaseSettings settings;
  private final Database database;
  private final Tables tables;

  private TestStore(Kind kind, DatabaseSettings settings, Database database, Tables tables) {
    this.kind = kind;
    this.settings = settings;
    this.database = database;
    this.tables = tables;
  }

  /**
   * Opens a new schema and runs the migrations of the given rooms, which lie on the class path.
   * Skips the calling test where PostgreSQL cannot be had, but fails it when {@code CI} is true.
   */
  public static TestStore open(Kind kind, String... rooms) {
    DatabaseSettings settings = settings(kind, "t" + SCHEMAS.incrementAndGet());
    Database database = Database.open(settings);
    for (String room : rooms) {
      database.migrate(MigrationFolder.read(room));
    }
    return new TestStore(kind, settings, database, Tables.of(database.source()));
  }

  private static DatabaseSettings settings(Kind kind, String schema) {
    return kind == Kind.DERBY
        ? new DatabaseSettings("jdbc:derby:memory:parley", schema, new Secret(""), 20)
        : new DatabaseSettings(
            PostgresServer.shared().urlOf(schema), "postgres", new Secret(""), 20);
  }

  public Kind kind() {
    return kind;
  }

  public Store store() {
    return database.store();
  }

  /** How to reach the same schema by JDBC. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Empties all tables except those that the migrations filled. */
  public void empty() {
    try {
      tables.empty(database.source());
    } catch (SQLException e) {
      throw new IllegalStateException("The tables could not be emptied", e);
    }
  }

  /** The tables that are there, in lower case. */
  public Set<String> tables() {
    return tables.names();
  }

  @Override
  public void close() {
    database.release();
  }
}
