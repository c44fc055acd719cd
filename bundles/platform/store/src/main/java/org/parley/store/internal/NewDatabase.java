// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import org.parley.api.Busy;
import org.parley.store.BackupFolder;

/**
 * Makes an embedded database beside its place and moves it there once it is whole: Derby neither
 * opens nor makes again one whose making was cut short.
 */
final class NewDatabase {
  private NewDatabase() {}

  /**
   * Leaves one alone that is there.
   *
   * @throws Busy when it cannot be made, such as on a full disk; try again
   */
  static synchronized void make(Path folder) {
    if (Files.exists(folder)) {
      return;
    }
    Path making = folder.resolveSibling(folder.getFileName() + ".new");
    try {
      BackupFolder.delete(making);
      Engines.create(making);
      Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | SQLException e) {
      Busy busy =
          new Busy(
              "The database '" + folder + "' cannot be made: " + e.getMessage(),
              Duration.ofSeconds(1));
      busy.addSuppressed(e);
      throw busy;
    }
  }
}
