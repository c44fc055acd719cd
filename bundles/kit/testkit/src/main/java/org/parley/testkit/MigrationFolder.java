// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.parley.store.internal.MigrationFiles;

/** Reads a room's migrations from the class path, from a folder or from within a jar. */
final class MigrationFolder {
  private MigrationFolder() {}

  static MigrationFiles read(String room) {
    URL folder = Thread.currentThread().getContextClassLoader().getResource("db/" + room);
    if (folder == null) {
      throw new IllegalArgumentException("No migrations in db/" + room + "/ on the class path");
    }
    try {
      return new MigrationFiles(room, files(folder.toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SortedMap<String, String> files(URI folder) throws IOException {
    if (!"jar".equals(folder.getScheme())) {
      return filesIn(Path.of(folder));
    }
    String[] parts = folder.toString().split("!", 2);
    try (FileSystem jar = FileSystems.newFileSystem(URI.create(parts[0]), Map.of())) {
      return filesIn(jar.getPath(parts[1]));
    }
  }

  private static SortedMap<String, String> filesIn(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (Path file : sqlIn(folder)) {
      files.put(file.getFileName().toString(), Files.readString(file));
    }
    return files;
  }

  private static List<Path> sqlIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sql")).toList();
    }
  }
}
