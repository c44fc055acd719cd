// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names of any length as keys of 16 bytes that do not give them away. */
final class ShortKey {
  private ShortKey() {}

  /** The first 16 bytes of the SHA-256. */
  static UUID of(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      ByteBuffer first = ByteBuffer.wrap(digest);
      return new UUID(first.getLong(), first.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime knows no SHA-256", e);
    }
  }
}
