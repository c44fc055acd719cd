// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An installable set of bundles, read from a feature file; an optional one is installed on demand
 * only.
 */
record Feature(String name, boolean optional, List<BundleEntry> bundles) {
  private static final int DEFAULT_START_LEVEL = 20;

  Feature {
    bundles = List.copyOf(bundles);
  }

  /** Reads every feature that is not optional, and the optional ones that are wanted. */
  static List<Feature> select(Path folder, Collection<String> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Feature> all =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(Feature::read)
              .toList();
      List<String> names = all.stream().map(Feature::name).toList();
      for (String name : wanted) {
        if (!names.contains(name)) {
          throw new LaunchException(
              LaunchException.USAGE, "Feature '" + name + "' is not there; there are " + names);
        }
      }
      return all.stream().filter(each -> !each.optional() || wanted.contains(each.name())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Feature read(Path file) {
    try {
      return parse(file.getFileName().toString().replace(".json", ""), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new LaunchException(
          LaunchException.FAILED, "Feature file " + file + ": " + e.getMessage(), e);
    }
  }

  static Feature parse(String name, String json) {
    if (Json.parse(json) instanceof Map<?, ?> feature
        && feature.get("bundles") instanceof List<?> bundles) {
      boolean optional =
          feature.get("categories") instanceof List<?> categories
              && categories.contains("optional");
      return new Feature(name, optional, bundles.stream().map(Feature::entry).toList());
    }
    throw new IllegalArgumentException("A feature is an object with a list 'bundles'");
  }

  private static BundleEntry entry(Object bundle) {
    if (bundle instanceof String coordinates) {
      return new BundleEntry(coordinates, DEFAULT_START_LEVEL);
    }
    if (bundle instanceof Map<?, ?> members && members.get("id") instanceof String coordinates) {
      Object level = members.get("start-order");
      return new BundleEntry(
          coordinates, level == null ? DEFAULT_START_LEVEL : Integer.parseInt(level.toString()));
    }
    throw new IllegalArgumentException(
        "A bundle is a coordinate or an object with 'id', not " + bundle);
  }
}
