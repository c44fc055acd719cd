// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.declarative.internal.ManifestConnector;

/** Reads the manifest on the class path as the hub does. */
public final class Manifests {
  private static final Pattern HOST =
      Pattern.compile(
          "(?m)^( *(?:address|authorize|token|pushed|device|revocation|request|access|get): *)"
              + "https?://[^/\\s]+");

  private Manifests() {}

  /** The connector as it is. */
  public static Connector<?> read(Fetcher fetcher) {
    return ManifestConnector.read(text(), fetcher, loader());
  }

  /** The same, with another host in place of those that its address and its sign-in name. */
  public static Connector<?> read(Fetcher fetcher, URI system) {
    String elsewhere = HOST.matcher(text()).replaceAll("$1" + system);
    return ManifestConnector.read(elsewhere, fetcher, loader());
  }

  private static String text() {
    try (InputStream manifest = loader().getResourceAsStream(ManifestConnector.PLACE)) {
      if (manifest == null) {
        throw new IllegalStateException("There is no " + ManifestConnector.PLACE);
      }
      return new String(manifest.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassLoader loader() {
    return Thread.currentThread().getContextClassLoader();
  }
}
