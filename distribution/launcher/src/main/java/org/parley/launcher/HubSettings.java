// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** What must be known before the framework runs: the command line first, then the settings file. */
record HubSettings(Address address, List<String> features) {
  private static final String FILE = "org.parley.hub.cfg";

  HubSettings {
    features = List.copyOf(features);
  }

  static HubSettings of(Options options, Path folder) {
    Properties file = load(folder.resolve(FILE));
    String host =
        options.host() != null ? options.host() : file.getProperty("host", Address.LOOPBACK);
    String port = options.port() != null ? options.port() : file.getProperty("port", "8080");
    List<String> features = new ArrayList<>(options.features());
    Arrays.stream(file.getProperty("features", "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .forEach(features::add);
    return new HubSettings(Address.of(host.strip(), port.strip()), features);
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }
}
