// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;

/** A password in a file of its own, as systemd and container engines hand them over. */
final class PasswordFile {
  private static final Set<PosixFilePermission> FOREIGN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private PasswordFile() {}

  static Secret read(Path file) {
    try {
      if (isOpenToOthers(file)) {
        throw refused(file, "others may read it; only its owner should: chmod 600", null);
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw refused(file, "it cannot be read", e);
    }
  }

  private static boolean isOpenToOthers(Path file) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix && Files.getPosixFilePermissions(file).stream().anyMatch(FOREIGN::contains);
  }

  private static ParleyException refused(
      Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
    String message = "Setting 'password.file' is '" + file + "'; " + why;
    return cause == null
        ? new ParleyException(Fault.SETTINGS, message)
        : new ParleyException(Fault.SETTINGS, message, cause);
  }
}
