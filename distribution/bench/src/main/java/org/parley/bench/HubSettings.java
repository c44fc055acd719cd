// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings that a home needs to be measured; everything else stays as it is delivered. */
final class HubSettings {
  private HubSettings() {}

  /** Lets the benchmark's key call as often as it likes. */
  static void unlimitedCalls(Path home) throws IOException {
    write(home, "org.parley.web.rest", "calls.per.second = 0\n");
  }

  /** Lets the load generator speak for visitors at many addresses, as a reverse proxy does. */
  static void behindProxy(Path home) throws IOException {
    write(home, "org.parley.web", "trusted.proxies = 127.0.0.1\n");
  }

  /** Lets the bundle that loads the bus take orders at a port. */
  static void parcels(Path home, int port) throws IOException {
    write(home, "org.parley.bench.parcels", "port = " + port + "\n");
  }

  /** Makes the archive of classes after seconds instead of a minute, so that rounds are short. */
  static void archiveSoon(Path distribution, Path home) throws IOException {
    String flags = Files.readString(distribution.resolve("conf/jvm.options"));
    Path folder = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        folder.resolve("jvm.options"), flags.replace("classes.after=60", "classes.after=5"));
  }

  private static void write(Path home, String name, String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve("conf"));
    Files.writeString(folder.resolve(name + ".cfg"), text);
  }
}
