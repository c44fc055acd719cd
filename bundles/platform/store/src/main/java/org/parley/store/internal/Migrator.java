// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.migration.JavaMigration;

/** Hands a room's files to Flyway. */
final class Migrator {
  private final DataSource source;
  private final Dialect dialect;

  Migrator(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  void migrate(MigrationFiles files) {
    Flyway.configure(Migrator.class.getClassLoader())
        .dataSource(source)
        .table(files.room().replace('-', '_') + "_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(dialect.placeholders())
        .resourceProvider(new MigrationResources(files))
        .javaMigrationClassProvider(new NoClasses())
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Rooms migrate in SQL alone; this keeps Flyway from searching class paths. */
  private static final class NoClasses implements ClassProvider<JavaMigration> {
    @Override
    public Collection<Class<? extends JavaMigration>> getClasses() {
      return List.of();
    }
  }
}
