// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where benchmarks run.
 *
 * @param root of the checkout
 * @param distribution the unpacked package
 * @param connector the jar that is deployed
 * @param parcels the jar that loads the bus
 * @param work a folder for homes and what is fetched
 */
record Lab(Path root, Path distribution, Path connector, Path parcels, Path work, Options options) {

  static Lab ofSystem(Options options) {
    Path root = Path.of(System.getProperty("parley.root"));
    return new Lab(
        root,
        Path.of(System.getProperty("parley.distribution")),
        Path.of(System.getProperty("parley.connector")),
        Path.of(System.getProperty("parley.parcels")),
        root.resolve("distribution/bench/target/work"),
        options);
  }

  boolean quick() {
    return options.quick();
  }

  /** How often something is measured. */
  int rounds(int usual, int quick) {
    return options.rounds().orElse(quick() ? quick : usual);
  }

  /** A folder with nothing in it. */
  Path empty(String name) throws IOException, InterruptedException {
    Path folder = work.resolve(name);
    if (Files.exists(folder)) {
      Shell.run(List.of("rm", "-rf", folder.toString()));
    }
    return Files.createDirectories(folder);
  }

  /** Lets whoever waits see what goes on. */
  void say(String text) {
    System.out.println("  " + text);
  }

  /** The Java of this process, for those that are started. */
  static Map<String, String> java() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }
}
