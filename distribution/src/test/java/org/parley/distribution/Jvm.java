// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The Java that a hub runs on, as its environment names it. */
final class Jvm {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jvm() {}

  /**
   * The one for all hubs that no test says more of: {@code -Dparley.hub.java} names its home, or is
   * 25 for the newest long-lived one; else it is the one that runs the tests.
   */
  static Map<String, String> ofHubs() {
    String named = System.getProperty("parley.hub.java", System.getProperty("java.home"));
    return named.equals("25") ? java25() : Map.of("JAVA_HOME", named);
  }

  /** The newest long-lived one; the test is skipped where there is none. */
  static Map<String, String> java25() {
    Optional<Path> java = find();
    assumeTrue(java.isPresent(), "There is no JDK 25: set JAVA25_HOME");
    return Map.of("JAVA_HOME", java.orElseThrow().toString());
  }

  private static Optional<Path> find() {
    String named = System.getenv("JAVA25_HOME");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    if (Files.notExists(INSTALLED)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path each : found) {
        if (Files.isExecutable(each.resolve("bin/java"))) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
