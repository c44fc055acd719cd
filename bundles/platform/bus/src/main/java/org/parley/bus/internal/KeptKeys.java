// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys that write, found by the partition key of their records: 64 bytes a key in one array, since
 * there is one for each person who did something lately, and objects would be gone through at each
 * collection of garbage. The array grows with them to {@link #MOST}; then, and sooner where chance
 * has filled a bucket, whoever was needed longest ago makes room.
 *
 * <p>A partition key is known by a keyed digest of it. Not safe for use by several threads.
 */
final class KeptKeys {
  /** These take 32 MiB, and half as much again while the array grows to that. */
  static final int MOST = 1 << 19;

  private static final int LEAST = 1 << 10;

  /** One is looked for within a bucket of so many. */
  private static final int BUCKET = 8;

  private static final int WIDTH = 8;
  private static final int NAME = 0;
  private static final int ID = 2;
  private static final int SECRET = 4;
  private static final int TIMES = 6;
  private static final int PARTS = 7;

  /** More parts than a record can have, put by for each time that a key is handed out. */
  private static final long PARTS_OF_A_RECORD = 1 << 20;

  private static final long SECONDS = 0xffff_ffffL;

  private final int most;
  private final MessageDigest digest;
  private final byte[] salt = new byte[16];
  private long[] slots = new long[LEAST * WIDTH];
  private int size;

  KeptKeys() {
    this(MOST);
  }

  /**
   * @param most a power of two
   */
  KeptKeys(int most) {
    this.most = Math.max(most, LEAST);
    new SecureRandom().nextBytes(salt);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  /**
   * The key to write one record with, for that record's use alone.
   *
   * @param madeAfter older ones are not wanted
   */
  Optional<PersonalKey> find(String recordKey, Instant madeAfter, Instant now) {
    ByteBuffer name = name(recordKey);
    int slot = slotOf(name.getLong(0), name.getLong(Long.BYTES));
    if (!holds(slot, name.getLong(0), name.getLong(Long.BYTES))
        || madeAt(slot) <= madeAfter.getEpochSecond()) {
      return Optional.empty();
    }
    slots[slot + TIMES] = slots[slot + TIMES] & ~SECONDS | now.getEpochSecond() & SECONDS;
    return Optional.of(handOut(slot, recordKey));
  }

  /** The key with that id, however old it is, if it is the one to write with. */
  Optional<PersonalKey> find(String recordKey, UUID id) {
    ByteBuffer name = name(recordKey);
    int slot = slotOf(name.getLong(0), name.getLong(Long.BYTES));
    boolean same =
        holds(slot, name.getLong(0), name.getLong(Long.BYTES))
            && slots[slot + ID] == id.getMostSignificantBits()
            && slots[slot + ID + 1] == id.getLeastSignificantBits();
    return same ? Optional.of(handOut(slot, recordKey)) : Optional.empty();
  }

  private PersonalKey handOut(int slot, String recordKey) {
    slots[slot + PARTS] += PARTS_OF_A_RECORD;
    byte[] secret =
        ByteBuffer.allocate(PersonalKey.BYTES)
            .putLong(slots[slot + SECRET])
            .putLong(slots[slot + SECRET + 1])
            .array();
    UUID id = new UUID(slots[slot + ID], slots[slot + ID + 1]);
    Instant madeAt = Instant.ofEpochSecond(madeAt(slot));
    return new PersonalKey(id, recordKey, secret, madeAt, slots[slot + PARTS]);
  }

  /** Takes up a key that nobody writes with any more but through here. */
  void put(PersonalKey key) {
    if (size >= slots.length / WIDTH / 2 && slots.length / WIDTH < most) {
      grow();
    }
    ByteBuffer name = name(key.recordKey());
    int slot = slotOf(name.getLong(0), name.getLong(Long.BYTES));
    size += isFree(slot) ? 1 : 0;
    ByteBuffer secret = ByteBuffer.wrap(key.secret());
    slots[slot + NAME] = name.getLong(0);
    slots[slot + NAME + 1] = name.getLong(Long.BYTES);
    slots[slot + ID] = key.id().getMostSignificantBits();
    slots[slot + ID + 1] = key.id().getLeastSignificantBits();
    slots[slot + SECRET] = secret.getLong(0);
    slots[slot + SECRET + 1] = secret.getLong(Long.BYTES);
    long second = key.madeAt().getEpochSecond() & SECONDS;
    slots[slot + TIMES] = second << Integer.SIZE | second;
    slots[slot + PARTS] = key.parts();
  }

  void clear() {
    slots = new long[LEAST * WIDTH];
    size = 0;
  }

  int size() {
    return size;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    size = 0;
    for (int from = 0; from < before.length; from += WIDTH) {
      if (before[from + ID] != 0) {
        int slot = slotOf(before[from + NAME], before[from + NAME + 1]);
        System.arraycopy(before, from, slots, slot, WIDTH);
        size++;
      }
    }
  }

  /** Where the key of that name is; else where it should go. */
  private int slotOf(long high, long low) {
    int buckets = slots.length / WIDTH / BUCKET;
    int bucket = (int) (low & buckets - 1) * BUCKET * WIDTH;
    int best = bucket;
    for (int slot = bucket; slot < bucket + BUCKET * WIDTH; slot += WIDTH) {
      if (isFree(slot) || holds(slot, high, low)) {
        return slot;
      }
      if (usedAt(slot) < usedAt(best)) {
        best = slot;
      }
    }
    return best;
  }

  private boolean isFree(int slot) {
    return slots[slot + ID] == 0;
  }

  private boolean holds(int slot, long high, long low) {
    return slots[slot + NAME] == high && slots[slot + NAME + 1] == low && !isFree(slot);
  }

  private long madeAt(int slot) {
    return slots[slot + TIMES] >>> Integer.SIZE;
  }

  private long usedAt(int slot) {
    return slots[slot + TIMES] & SECONDS;
  }

  private ByteBuffer name(String recordKey) {
    digest.update(salt);
    return ByteBuffer.wrap(digest.digest(recordKey.getBytes(UTF_8)));
  }
}
