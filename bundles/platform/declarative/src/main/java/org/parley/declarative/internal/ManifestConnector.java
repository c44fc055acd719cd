// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Processor;
import org.parley.api.connectors.Descriptor;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** A connector whose bundle has a manifest in place of Java. */
public final class ManifestConnector implements Connector<Map<String, Object>> {
  /** Where a bundle has its manifest. */
  public static final String PLACE = "PARLEY-INF/connector.yaml";

  private final Manifest manifest;
  private final Surroundings around;
  private final ClassLoader loader;

  private ManifestConnector(Manifest manifest, Surroundings around, ClassLoader loader) {
    this.manifest = manifest;
    this.around = around;
    this.loader = loader;
  }

  /**
   * Reads a manifest.
   *
   * @param loader of its bundle, which has the classes that it names
   * @throws InvalidManifest naming everything that is wrong with it, line by line
   */
  public static ManifestConnector read(String manifest, Fetcher fetcher, ClassLoader loader) {
    return new ManifestConnector(
        ReadManifest.read(manifest, name -> make(name, loader)),
        new Surroundings(fetcher, Clock.systemUTC()),
        loader);
  }

  /**
   * Reads the manifest at an address.
   *
   * @throws IOException when it cannot be read
   */
  public static ManifestConnector read(URL manifest, Fetcher fetcher, ClassLoader loader)
      throws IOException {
    try (InputStream text = manifest.openStream()) {
      return read(new String(text.readAllBytes(), UTF_8), fetcher, loader);
    }
  }

  private static Processor make(String name, ClassLoader loader)
      throws ReflectiveOperationException {
    return (Processor) loader.loadClass(name).getConstructor().newInstance();
  }

  @Override
  public Descriptor descriptor() {
    return manifest.descriptor();
  }

  @Override
  public SettingsType<Map<String, Object>> settings() {
    return SettingsType.of(manifest.settings());
  }

  @Override
  public void routes(Routes routes, Map<String, Object> settings) {
    new LayRoutes(manifest, around, routes, settings).lay();
  }

  @Override
  public ClassLoader loader() {
    return loader;
  }
}
