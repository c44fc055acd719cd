// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Ids in a table of their own, 20 to 40 bytes each. As objects they would be three times as large,
 * and so many that live for seconds would have to be moved again and again.
 */
final class IdSet {
  private static final int FEWEST_SLOTS = 16;

  /** A table is filled to four fifths and then made twice as large. */
  private static final double FILLED = 0.8;

  private long[] highs = new long[FEWEST_SLOTS];
  private long[] lows = new long[FEWEST_SLOTS];
  private boolean hasZero;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean contains(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    if ((high | low) == 0) {
      return hasZero;
    }
    return !isFree(slot(high, low));
  }

  /** Adds an id; says whether it is new. */
  boolean add(UUID id) {
    return add(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private boolean add(long high, long low) {
    if ((high | low) == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      size += isNew ? 1 : 0;
      return isNew;
    }
    int slot = slot(high, low);
    if (!isFree(slot)) {
      return false;
    }
    highs[slot] = high;
    lows[slot] = low;
    size++;
    if (size >= highs.length * FILLED) {
      grow();
    }
    return true;
  }

  void addAll(IdSet others) {
    for (int slot = 0; slot < others.highs.length; slot++) {
      if (!others.isFree(slot)) {
        add(others.highs[slot], others.lows[slot]);
      }
    }
    if (others.hasZero) {
      add(0, 0);
    }
  }

  /** Adds what was packed. */
  void unpack(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    while (bytes.hasRemaining()) {
      add(bytes.getLong(), bytes.getLong());
    }
  }

  /** Sixteen bytes each. */
  byte[] pack() {
    ByteBuffer packed = ByteBuffer.allocate(size * 2 * Long.BYTES);
    for (int slot = 0; slot < highs.length; slot++) {
      if (!isFree(slot)) {
        packed.putLong(highs[slot]).putLong(lows[slot]);
      }
    }
    return packed.array(); // where the id of zeros is one of them, its bytes are there already
  }

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    highs = new long[2 * oldHighs.length];
    lows = new long[2 * oldLows.length];
    for (int old = 0; old < oldHighs.length; old++) {
      if ((oldHighs[old] | oldLows[old]) != 0) {
        int slot = slot(oldHighs[old], oldLows[old]);
        highs[slot] = oldHighs[old];
        lows[slot] = oldLows[old];
      }
    }
  }

  private boolean isFree(int slot) {
    return (highs[slot] | lows[slot]) == 0;
  }

  /** Where an id lies, or the free slot that it would have. The low half of an id is random. */
  private int slot(long high, long low) {
    long mixed = (low ^ high) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> 32) & (highs.length - 1);
    while (!isFree(slot) && (highs[slot] != high || lows[slot] != low)) {
      slot = (slot + 1) & (highs.length - 1);
    }
    return slot;
  }
}
