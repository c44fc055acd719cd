// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells a request from others by what it asks for. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(HttpServletRequest request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line = request.getMethod() + " " + request.getRequestURI();
      digest.update((line + "?" + request.getQueryString() + "\n").getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
