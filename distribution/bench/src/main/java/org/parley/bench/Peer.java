// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that is measured beside the hub, as Maven has it.
 *
 * @param folder holds its jars
 */
record Peer(Path folder) {
  private static final String COPY =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

  /** Fetches it with all it needs, once. */
  static Peer fetch(Lab lab, String group, String artifact, String version)
      throws IOException, InterruptedException {
    Path folder = lab.work().resolve("peers").resolve(artifact + "-" + version);
    Path jars = folder.resolve("lib");
    if (Files.notExists(jars)) {
      Files.createDirectories(folder);
      Path pom = folder.resolve("pom.xml");
      Files.writeString(pom, pom(group, artifact, version));
      String to = "-DoutputDirectory=" + jars;
      Shell.run(List.of("mvn", "-B", "-q", "-f", pom.toString(), COPY, to));
    }
    return new Peer(jars);
  }

  private static String pom(String group, String artifact, String version) {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.parley</groupId>
          <artifactId>peer</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <dependencies>
            <dependency>
              <groupId>%s</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
              <scope>runtime</scope>
            </dependency>
          </dependencies>
        </project>
        """
        .formatted(group, artifact, version);
  }

  /** Its jars and those of the benchmarks' own that a peer's process needs. */
  String classpath() {
    return Path.of(System.getProperty("java.class.path").split(":")[0])
        + ":"
        + lib("bench-parcels-*.jar")
        + ":"
        + folder
        + "/*";
  }

  private static String lib(String pattern) {
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path file = Path.of(entry).getFileName();
      if (file.getFileSystem().getPathMatcher("glob:" + pattern).matches(file)) {
        return entry;
      }
    }
    throw new BenchFailed("There is no " + pattern + " on the class path");
  }
}
