// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts the folders of a backup in place of those of a stopped hub. The whole backup is unpacked and
 * so proven before anything is moved, and what was there before is kept beside it.
 */
final class Restore {
  static final String DESCRIPTION = "parley-backup.properties";
  static final String MARK = "parley-restored";
  private static final String FORMAT = "1";

  private final Path home;
  private final Instant now;

  Restore(Path home, Instant now) {
    this.home = home;
    this.now = now;
  }

  /** Answers the folder that holds what was there before; it is missing when nothing was. */
  Path run(Path file) {
    Path unpacked = home.resolve("run").resolve("restore");
    try (ZipFile backup = new ZipFile(file.toFile())) {
      delete(unpacked);
      List<String> folders = folders(backup, file);
      unpack(backup, unpacked);
      Path replaced = home.resolve("replaced-" + now.toString().replace(":", ""));
      for (String folder : folders) {
        swap(unpacked.resolve(folder), home.resolve(folder), replaced.resolve(folder));
      }
      delete(unpacked);
      return replaced;
    } catch (IOException e) {
      throw new LaunchException(
          LaunchException.FAILED,
          "Backup '" + file + "' cannot be restored, nothing was changed: " + e,
          e);
    }
  }

  private static List<String> folders(ZipFile backup, Path file) throws IOException {
    ZipEntry entry = backup.getEntry(DESCRIPTION);
    Properties description = new Properties();
    if (entry != null) {
      try (InputStream in = backup.getInputStream(entry)) {
        description.load(in);
      }
    }
    String format = description.getProperty("format", "none");
    List<String> folders =
        Stream.of(description.getProperty("folders", "").split(",")).map(String::strip).toList();
    if (!format.equals(FORMAT)
        || !folders.stream().allMatch(each -> each.matches("[a-z][a-z0-9-]*"))) {
      throw new LaunchException(
          LaunchException.FAILED,
          "File '" + file + "' is no backup that this version of Parley reads");
    }
    return folders;
  }

  private static void unpack(ZipFile backup, Path target) throws IOException {
    for (ZipEntry entry : backup.stream().toList()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("Entry '" + entry.getName() + "' lies outside the backup");
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
        continue;
      }
      Files.createDirectories(file.getParent());
      try (InputStream in = backup.getInputStream(entry)) {
        Files.copy(in, file);
      }
    }
  }

  private void swap(Path restored, Path current, Path replaced) throws IOException {
    Files.createDirectories(restored);
    Files.writeString(restored.resolve(MARK), now + "\n");
    if (Files.exists(current)) {
      Files.createDirectories(replaced.getParent());
      Files.move(current, replaced);
    }
    Files.move(restored, current);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
