// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.jspecify.annotations.Nullable;

/** A message of the broker, as it waits before its lane. */
final class Received {
  static final int NO_PARTITION = -1;

  /** About what one costs beside its bytes. */
  private static final int OVERHEAD = 150;

  private final long position;
  private final long before;
  private final int partition;
  private final long offset;
  private final boolean wanted;
  private final byte @Nullable [] bytes;
  private volatile @Nullable LoggedRecord record;

  private Received(Place place, boolean wanted, byte @Nullable [] bytes) {
    this.position = place.position;
    this.before = place.before;
    this.partition = place.partition;
    this.offset = place.offset;
    this.wanted = wanted;
    this.bytes = bytes;
  }

  /**
   * @param bytes the record as it lies in the log; null when it must be looked up there
   */
  static Received record(Place place, byte @Nullable [] bytes) {
    return new Received(place, true, bytes);
  }

  /** Nothing that the group wants. */
  static Received nothing(long position, long before, int partition, long offset) {
    return new Received(new Place(position, before, partition, offset), false, null);
  }

  long position() {
    return position;
  }

  long before() {
    return before;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  boolean isWanted() {
    return wanted;
  }

  byte @Nullable [] body() {
    return bytes;
  }

  /** How much memory it takes, also when nobody wants it. */
  long bytes() {
    return OVERHEAD + (bytes == null ? 0 : bytes.length);
  }

  @Nullable LoggedRecord record() {
    return record;
  }

  void opened(LoggedRecord opened) {
    record = opened;
  }

  /**
   * @param before nothing of the lane lies behind this position up to its own
   */
  record Place(long position, long before, int partition, long offset) {}
}
