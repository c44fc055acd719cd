// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Hands a room's files to Flyway, one room at a time over all hubs of a database, unless they are
 * known to be done. Flyway alone takes longer to look than everything else here.
 */
final class Migrator {
  private static final int LIFE_SIGN_S = 5;

  private final DataSource source;
  private final Dialect dialect;

  /**
   * @param source gives connections without time limits: a migration may take as long as it takes
   */
  Migrator(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  /**
   * @throws Busy when the database cannot be reached; try again
   * @throws ParleyException when the files cannot be run as they are
   */
  void migrate(MigrationFiles files) {
    try (Connection connection = source.getConnection()) {
      migrate(files, connection);
    } catch (SQLException e) {
      throw away(e);
    } catch (FlywayException e) {
      throw failed(files, e);
    }
  }

  private void migrate(MigrationFiles files, Connection connection) throws SQLException {
    try {
      DoneMigrations done = new DoneMigrations(connection);
      if (!done.includes(files)) {
        dialect.lockMigrations(connection);
        run(files);
        done.add(files);
      }
    } catch (RuntimeException e) {
      throw isAlive(connection) ? e : away(e);
    }
  }

  /** What a database says that has ended meanwhile is no news of the files. */
  private static boolean isAlive(Connection connection) {
    try {
      return connection.isValid(LIFE_SIGN_S);
    } catch (SQLException | RuntimeException e) {
      return false; // a Derby that has ended halfway meets null pointers of its own
    }
  }

  private void run(MigrationFiles files) {
    Flyway flyway = configuration(files).load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new ParleyException(Fault.HUB, new ChangedMigrations(files, flyway).describe(), e);
    }
  }

  private FluentConfiguration configuration(MigrationFiles files) {
    return Flyway.configure(Migrator.class.getClassLoader())
        .dataSource(source)
        .table(files.room().replace('-', '_') + "_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(dialect.placeholders())
        .resourceProvider(new MigrationResources(files))
        .javaMigrationClassProvider(new NoClasses())
        .loggers(FlywayLog.class.getName());
  }

  private static ParleyException failed(MigrationFiles files, FlywayException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && Failure.of(sql) == Failure.LOST) {
        return away(sql);
      }
    }
    return new ParleyException(
        Fault.HUB,
        "The tables of room '" + files.room() + "' cannot be made: " + describe(failure),
        failure);
  }

  /** Which script it was, and what the database said to it. */
  private static String describe(FlywayException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure ? firstLine(failure) : firstLine(failure) + ": " + firstLine(root);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static Busy away(Exception cause) {
    Busy busy =
        new Busy("The database cannot be reached: " + cause.getMessage(), Duration.ofSeconds(1));
    busy.addSuppressed(cause);
    return busy;
  }

  /** Rooms migrate in SQL alone; this keeps Flyway from searching class paths. */
  private static final class NoClasses implements ClassProvider<JavaMigration> {
    @Override
    public Collection<Class<? extends JavaMigration>> getClasses() {
      return List.of();
    }
  }
}
