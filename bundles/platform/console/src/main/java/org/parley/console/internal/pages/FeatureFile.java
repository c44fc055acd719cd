// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the distribution's feature files.
 *
 * @param bundles the coordinates of what it brings
 */
record FeatureFile(
    String name, String title, String description, boolean optional, List<String> bundles) {
  private static final Pattern BUNDLE = Pattern.compile("\\{\\s*\"id\"\\s*:\\s*\"([^\"]+)\"");

  FeatureFile {
    bundles = List.copyOf(bundles);
  }

  /** All of a distribution, by name; none where the hub was not started from one. */
  static List<FeatureFile> all(Optional<String> distribution) {
    Optional<Path> folder =
        distribution.map(path -> Path.of(path, "features")).filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(FeatureFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureFile read(Path file) {
    try {
      return parse(
          file.getFileName().toString().replaceFirst("\\.json$", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The few members that are shown; the launcher has read the file as a whole before. */
  static FeatureFile parse(String name, String json) {
    int bundles = Math.max(0, json.indexOf("\"bundles\""));
    boolean optional = json.matches("(?s).*\"categories\"\\s*:\\s*\\[[^\\]]*\"optional\".*");
    return new FeatureFile(
        name,
        member(json, "title").orElse(name),
        member(json, "description").orElse(""),
        optional,
        BUNDLE.matcher(json.substring(bundles)).results().map(found -> found.group(1)).toList());
  }

  private static Optional<String> member(String json, String name) {
    Matcher found =
        Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
    return found.find() ? Optional.of(found.group(1).replace("\\\"", "\"")) : Optional.empty();
  }

  /** Whether the launcher installed a bundle of this location from these coordinates. */
  static boolean isFrom(String location, String coordinates) {
    int version = coordinates.lastIndexOf(':');
    return version > 0 && location.equals("parley:" + coordinates.substring(0, version));
  }

  static String artifact(String coordinates) {
    String[] parts = coordinates.split(":");
    return parts.length > 1 ? parts[1] : coordinates;
  }
}
