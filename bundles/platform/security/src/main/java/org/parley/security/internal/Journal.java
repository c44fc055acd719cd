// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Whether what the process prints is kept by systemd's journal, which names itself in the
 * environment by device and inode of the stream (systemd.exec(5), {@code JOURNAL_STREAM}).
 */
final class Journal {
  private Journal() {}

  static boolean keepsOutput(Map<String, String> environment) {
    return keeps(environment, Path.of("/proc/self/fd/1"));
  }

  static boolean keeps(Map<String, String> environment, Path stream) {
    String journal = environment.getOrDefault("JOURNAL_STREAM", "");
    if (journal.isEmpty()) {
      return false;
    }
    try {
      var found = Files.readAttributes(stream, "unix:dev,ino");
      return journal.equals(found.get("dev") + ":" + found.get("ino"));
    } catch (IOException | UnsupportedOperationException e) {
      return true; // cannot be told: rather a file too many than a password in a log
    }
  }
}
