// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.store.StoreDesk.Backup;
import org.parley.store.BackupFolder;

/**
 * Copies the embedded database while it is in use. Under the asked name it is there whole or not.
 */
final class DerbyBackup {
  private final DataSource source;

  DerbyBackup(DataSource source) {
    this.source = source;
  }

  Backup into(Path folder) {
    if (!folder.isAbsolute()) {
      throw new InvalidInput(
          "folder", "'" + folder + "' is relative to an unknown place; an absolute path is needed");
    }
    if (Files.exists(folder)) {
      throw new InvalidInput("folder", "'" + folder + "' exists already; name a new one");
    }
    try {
      return copy(folder);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInput("folder", "'" + folder + "' exists already; name a new one");
    } catch (IOException e) {
      throw new ParleyException(Fault.HUB, "The backup cannot be written: " + e, e);
    }
  }

  private Backup copy(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent == null) {
      throw new InvalidInput("folder", "'" + folder + "' is no folder that can be made");
    }
    Files.createDirectories(parent);
    Path part = Files.createTempDirectory(parent, folder.getFileName() + ".part");
    try {
      Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      callDerby(part);
      long bytes = new BackupFolder(part).seal(at);
      Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
      return new Backup(folder, at, bytes);
    } finally {
      BackupFolder.delete(part);
    }
  }

  private void callDerby(Path folder) throws IOException {
    try (Connection connection = source.getConnection();
        CallableStatement call =
            connection.prepareCall("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)")) {
      call.setString(1, folder.toString());
      call.execute();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
