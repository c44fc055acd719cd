// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Style and scripts, served from within the bundle. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "console.css", "text/css; charset=utf-8",
          "console.js", "text/javascript; charset=utf-8",
          "htmx.min.js", "text/javascript; charset=utf-8",
          "inter.woff2", "font/woff2",
          "chevron.svg", "image/svg+xml",
          "icon.svg", "image/svg+xml");

  private final Map<String, byte[]> files = new HashMap<>();
  private final String version;

  Assets() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : TYPES.keySet().stream().sorted().toList()) {
        byte[] bytes = read(name);
        files.put(name, bytes);
        digest.update(bytes);
      }
      version = HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  /** Changes with the content of any of them. */
  String version() {
    return version;
  }

  /** Answers a request for an asset; false when there is none of that name. */
  boolean serve(String name, HttpServletResponse response) throws IOException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      return false;
    }
    response.setContentType(TYPES.get(name));
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
    return true;
  }

  private static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The bundle lacks its asset '" + name + "'");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
