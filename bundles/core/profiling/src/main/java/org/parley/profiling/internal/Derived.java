// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;

/** Ids made from texts, so that a repetition bears the same (RFC 9562, version 8). */
final class Derived {
  private Derived() {}

  static UUID from(String text) {
    ByteBuffer digest = ByteBuffer.wrap(sha256(text));
    long high = (digest.getLong() & ~0xF000L) | 0x8000L;
    long low = (digest.getLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(high, low);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
