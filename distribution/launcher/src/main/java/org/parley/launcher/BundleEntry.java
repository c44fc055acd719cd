// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.nio.file.Path;

/** One bundle of a feature. */
record BundleEntry(String coordinates, int startLevel) {

  BundleEntry {
    int parts = coordinates.split(":").length;
    if (parts < 3 || parts > 5 || coordinates.contains("${")) {
      throw new IllegalArgumentException(
          "Bundle '"
              + coordinates
              + "' is no Maven coordinate group:artifact[:type[:classifier]]:version");
    }
  }

  /** Names the bundle to the framework; without the version, so that a new one is an update. */
  String location() {
    return "parley:" + coordinates.substring(0, coordinates.lastIndexOf(':'));
  }

  /** Where the bundle lies in a repository of Maven's layout. */
  Path file(Path repository) {
    String[] parts = coordinates.split(":");
    String version = parts[parts.length - 1];
    String classifier = parts.length == 5 ? "-" + parts[3] : "";
    String type = parts.length > 3 ? parts[2] : "jar";
    String name = parts[1] + "-" + version + classifier + "." + type;
    return repository
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(version)
        .resolve(name);
  }
}
