// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Identities of everything the hub creates: version 7 UUIDs, which sort by the millisecond of their
 * birth (RFC 9562).
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new identity born at {@code now}. */
  public static UUID next(Instant now) {
    byte[] bytes = new byte[Short.BYTES + Long.BYTES];
    RANDOM.nextBytes(bytes);
    ByteBuffer random = ByteBuffer.wrap(bytes);
    long version = 7L << 12;
    long variant = 2L << 62;
    long high = (now.toEpochMilli() << 16) | version | (random.getShort() & 0xFFF);
    return new UUID(high, variant | (random.getLong() >>> 2));
  }

  /** The millisecond at which a version 7 identity was born. */
  public static Instant bornAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
