// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import java.util.UUID;

/**
 * The name of a post in its repository: the hub's own key in the form of a TID, which posts must
 * bear. So the same post bears the same name at every attempt.
 */
final class RecordKey {
  private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 13;
  private static final int BITS = 5;
  private static final long WITHIN_A_SECOND = (1L << 20) - 1;
  private static final long MICROSECONDS = (1L << 53) - 1;
  private static final long CLOCK = (1L << 10) - 1;

  private RecordKey() {}

  /**
   * The second of the key's birth, so that a repository stays in order, and thirty of its random
   * bits.
   */
  static String of(UUID key) {
    long random = key.getLeastSignificantBits();
    long born = (key.getMostSignificantBits() >>> 16) * 1000;
    long time = (born & ~WITHIN_A_SECOND | random & WITHIN_A_SECOND) & MICROSECONDS;
    long tid = time << 10 | random >>> 20 & CLOCK;
    var name = new StringBuilder(LENGTH);
    for (int shift = BITS * (LENGTH - 1); shift >= 0; shift -= BITS) {
      name.append(ALPHABET.charAt((int) (tid >>> shift & 31)));
    }
    return name.toString();
  }
}
