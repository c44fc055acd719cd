// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A backup on disk: the database in {@code db}, the time in {@code backup.txt}, and the checksums
 * of all files in {@code SHA256SUMS}, as {@code sha256sum --check} reads them.
 */
public final class BackupFolder {
  private static final String SUMS = "SHA256SUMS";
  private static final String TIME = "backup.txt";

  private final Path folder;

  public BackupFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds time and checksums to a database that has just been copied here, and sees to it that all
   * of it is on disk.
   *
   * @return how many bytes the backup has
   */
  public long seal(Instant at) throws IOException {
    Files.writeString(folder.resolve(TIME), at + "\n");
    StringBuilder sums = new StringBuilder();
    long bytes = 0;
    for (Map.Entry<String, String> sum : sums().entrySet()) {
      Path file = folder.resolve(sum.getKey());
      force(file);
      bytes += Files.size(file);
      sums.append(sum.getValue()).append("  ").append(sum.getKey()).append('\n');
    }
    Files.writeString(folder.resolve(SUMS), sums);
    force(folder.resolve(SUMS));
    return bytes;
  }

  /** When it was made. */
  public Instant at() throws IOException {
    return Instant.parse(Files.readString(folder.resolve(TIME)).strip());
  }

  public Path database() {
    return folder.resolve("db");
  }

  /** What is not as it was when it was sealed; empty for a good backup. */
  public List<String> damages() throws IOException {
    if (Files.notExists(folder.resolve(SUMS))) {
      return List.of("no " + SUMS);
    }
    Map<String, String> expected = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve(SUMS))) {
      String[] parts = line.split("  ", 2);
      expected.put(parts[parts.length - 1], parts[0]);
    }
    Map<String, String> found = sums();
    List<String> damages = new ArrayList<>();
    expected.forEach(
        (file, sum) -> {
          if (!sum.equals(found.remove(file))) {
            damages.add(file);
          }
        });
    found.keySet().forEach(file -> damages.add(file + " (does not belong to it)"));
    return damages;
  }

  private Map<String, String> sums() throws IOException {
    Map<String, String> sums = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (!name.equals(SUMS)) {
          sums.put(name, sum(file));
        }
      }
    }
    return sums;
  }

  private static String sum(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65_536];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Copies a folder with all that is in it, down to the disk. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = Files.copy(file, to.resolve(from.relativize(file).toString()));
        if (Files.isRegularFile(copied)) {
          force(copied);
        }
      }
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
