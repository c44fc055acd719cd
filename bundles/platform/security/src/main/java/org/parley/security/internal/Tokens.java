// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Texts that nobody can guess, and what is kept of them. */
final class Tokens {
  private static final int BYTES = 32;
  private static final char[] LETTERS = "abcdefghjkmnpqrstuvwxyz23456789".toCharArray();

  private final SecureRandom random = new SecureRandom();

  /** 256 bits of chance that fit into a header, a cookie or an address. */
  String mint() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A password that a person can copy from paper: four groups of five letters and digits. */
  String mintPassword() {
    var text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(i > 0 && i % 5 == 0 ? "-" : "").append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  /** What is kept: a text with 256 bits of chance needs no salt and no slowness. */
  static String hash(String token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
