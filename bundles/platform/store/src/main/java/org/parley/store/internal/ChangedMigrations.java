// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateOutput;

/** Tells a developer which files no longer are what was run. */
record ChangedMigrations(MigrationFiles files, Flyway flyway) {
  String describe() {
    return flyway.validateWithResult().invalidMigrations.stream()
        .map(this::describe)
        .collect(Collectors.joining("; "));
  }

  private String describe(ValidateOutput invalid) {
    String file =
        files.files().keySet().stream()
            .filter(name -> name.startsWith("V" + invalid.version + "__"))
            .findFirst()
            .orElse("V" + invalid.version);
    String what =
        switch (invalid.errorDetails.errorCode.toString()) {
          case "CHECKSUM_MISMATCH", "DESCRIPTION_MISMATCH", "TYPE_MISMATCH" ->
              "was changed after it had been run; put it back and add a new one";
          case "APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED" ->
              "was run but is no longer there; put it back";
          case "RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED" ->
              "is older than one that was run already; give it the next number";
          default -> invalid.errorDetails.errorMessage;
        };
    return "Migration '" + file + "' of room '" + files.room() + "' " + what;
  }
}
