// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the bundles of the distribution lie: libraries on the class path of the JVM, all others in
 * a folder of Maven's layout.
 *
 * @param folder of those that have class loaders of their own
 * @param classPath the jars of the JVM's class path by their names
 */
record Repository(Path folder, Map<String, Path> classPath) {

  Repository {
    classPath = Map.copyOf(classPath);
  }

  /** With the class path that this JVM has. */
  static Repository of(Path folder) {
    Map<String, Path> jars = new HashMap<>();
    Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.toString().endsWith(".jar"))
        .forEach(jar -> jars.put(jar.getFileName().toString(), jar));
    return new Repository(folder, jars);
  }

  boolean shares(BundleEntry entry) {
    return classPath.containsKey(entry.fileName());
  }

  Path file(BundleEntry entry) {
    Path shared = classPath.get(entry.fileName());
    return shared == null ? entry.file(folder) : shared;
  }

  /** Names the bundle to the framework; another name when it moves from one place to the other. */
  String location(BundleEntry entry) {
    return (shares(entry) ? "parley:lib/" : "parley:") + entry.name();
  }

  /** The jars of those bundles that are shared, by their locations. */
  Map<String, Path> shared(List<BundleEntry> bundles) {
    return bundles.stream()
        .filter(this::shares)
        .collect(Collectors.toMap(this::location, this::file, (one, same) -> one));
  }
}
