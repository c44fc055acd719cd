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

  /** Without the version, so that a new one is an update. */
  String name() {
    return coordinates.substring(0, coordinates.lastIndexOf(':'));
  }

  String fileName() {
    String[] parts = coordinates.split(":");
    String classifier = parts.length == 5 ? "-" + parts[3] : "";
    String type = parts.length > 3 ? parts[2] : "jar";
    return parts[1] + "-" + parts[parts.length - 1] + classifier + "." + type;
  }

  /** Where the bundle lies in a repository of Maven's layout. */
  Path file(Path repository) {
    String[] parts = coordinates.split(":");
    return repository
        .resolve(parts[0].replace('.', '/'))
        .resolve(parts[1])
        .resolve(parts[parts.length - 1])
        .resolve(fileName());
  }
}
