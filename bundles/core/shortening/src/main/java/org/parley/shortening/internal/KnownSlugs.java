// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.concurrent.atomic.AtomicLongArray;
import org.parley.shortening.internal.StoredLink.SlugKey;

/**
 * Remembers in ten bits a slug which slugs there are (a Bloom filter): says yes to each that there
 * is and to about one in a hundred of the others. Safe for all threads.
 */
final class KnownSlugs {
  private static final int BITS_PER_SLUG = 10;
  private static final int PROBES = 7;

  private final AtomicLongArray words;
  private final long capacity;

  /**
   * @param capacity how many slugs it takes before it says yes too often
   */
  KnownSlugs(long capacity) {
    this.capacity = capacity;
    words = new AtomicLongArray(Math.toIntExact(Math.max(1, capacity * BITS_PER_SLUG / Long.SIZE)));
  }

  long capacity() {
    return capacity;
  }

  /** How much memory it takes, however many slugs are in it. */
  long bytes() {
    return (long) words.length() * Long.BYTES;
  }

  void add(SlugKey key) {
    long hash = hash(key);
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      words.getAndAccumulate((int) (bit >>> 6), 1L << bit, (old, mask) -> old | mask);
    }
  }

  boolean mayHold(SlugKey key) {
    long hash = hash(key);
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      if ((words.get((int) (bit >>> 6)) & (1L << bit)) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Spreads the hash over all bits by its upper part, which takes no division. */
  private long bit(long hash, int probe) {
    long step = (hash >>> 32) | 1;
    long mixed = (hash + probe * step) * 0x9e3779b97f4a7c15L;
    return Math.multiplyHigh(mixed >>> 1, (long) words.length() * Long.SIZE << 1);
  }

  private static long hash(SlugKey key) {
    long hash = added(0xcbf29ce484222325L, key.domain());
    hash = added((hash ^ '/') * 0x100000001b3L, key.skeleton());
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }

  private static long added(long hash, String text) {
    long added = hash;
    for (int at = 0; at < text.length(); at++) {
      added = (added ^ text.charAt(at)) * 0x100000001b3L;
    }
    return added;
  }
}
