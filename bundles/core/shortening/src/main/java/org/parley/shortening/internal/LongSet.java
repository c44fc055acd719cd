// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

/** Hashes in a table of their own, ten to twenty bytes each once there are many. */
final class LongSet {
  private static final int FEWEST_SLOTS = 1 << 10;

  /** A table is filled to four fifths and then made twice as large. */
  private static final double FILLED = 0.8;

  private long[] slots = new long[FEWEST_SLOTS];
  private boolean hasZero;
  private int size;

  int size() {
    return size;
  }

  boolean contains(long hash) {
    return hash == 0 ? hasZero : slots[slot(slots, hash)] == hash;
  }

  /** Adds a hash; says whether it is new. */
  boolean add(long hash) {
    if (contains(hash)) {
      return false;
    }
    if (hash == 0) {
      hasZero = true;
    } else {
      if (size >= slots.length * FILLED) {
        grow();
      }
      slots[slot(slots, hash)] = hash;
    }
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long hash : slots) {
      if (hash != 0) {
        larger[slot(larger, hash)] = hash;
      }
    }
    slots = larger;
  }

  /** Where the hash lies, or the free slot that it would have. */
  private static int slot(long[] slots, long hash) {
    int slot = (int) (hash ^ hash >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }
}
