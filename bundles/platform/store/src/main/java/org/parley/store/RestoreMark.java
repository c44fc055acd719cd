// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A file within the database's folder that says when it was put back from a backup. */
public final class RestoreMark {
  private static final String NAME = "parley-restored";

  private RestoreMark() {}

  public static Optional<Instant> read(Path database) {
    try {
      return Optional.of(Instant.parse(Files.readString(database.resolve(NAME)).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path database, Instant now) throws IOException {
    BackupFolder.force(Files.writeString(database.resolve(NAME), now + "\n"));
  }
}
