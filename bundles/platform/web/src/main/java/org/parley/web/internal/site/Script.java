// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The tracking script, packed once. */
final class Script {
  private final byte[] plain;
  private final byte[] packed;
  private final String tag;

  Script() {
    try (InputStream in = Script.class.getResourceAsStream("/site/t.js")) {
      if (in == null) {
        throw new IllegalStateException("The tracking script is not in this bundle");
      }
      this.plain = in.readAllBytes();
      this.packed = pack(plain);
      this.tag = "\"" + Integer.toHexString(java.util.Arrays.hashCode(plain)) + "\"";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "public, max-age=3600");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", tag);
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    boolean gzip = String.valueOf(request.getHeader("Accept-Encoding")).contains("gzip");
    if (gzip) {
      response.setHeader("Content-Encoding", "gzip");
    }
    byte[] content = gzip ? packed : plain;
    response.setContentType("text/javascript;charset=utf-8");
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private static byte[] pack(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
