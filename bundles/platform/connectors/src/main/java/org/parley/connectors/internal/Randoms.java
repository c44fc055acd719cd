// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What cannot be guessed, and digests of it. */
final class Randoms {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Randoms() {}

  /** 43 letters, digits, hyphens and underscores. */
  static String text() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return url(bytes);
  }

  /** As PKCE (S256) and DPoP have it. */
  static String digest(String text) {
    return url(sha256(text));
  }

  static String hexDigest(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
