// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What becomes of the parcels that are sent together. */
final class Round {
  private static final double NANOS = 1e9;

  private final int number;
  private final int parcels;
  private final List<Receipts> groups;
  private final CountDownLatch complete = new CountDownLatch(Courier.GROUPS);

  Round(int number, int parcels) {
    this.number = number;
    this.parcels = parcels;
    this.groups =
        IntStream.range(0, Courier.GROUPS).mapToObj(any -> new Receipts(parcels)).toList();
  }

  int number() {
    return number;
  }

  int parcels() {
    return parcels;
  }

  void read(int group, Parcel parcel, long now) {
    groups.get(group).read(parcel, now);
  }

  void acknowledged(int group, List<Parcel> parcels) {
    if (groups.get(group).acknowledged(parcels)) {
      complete.countDown();
    }
  }

  /** Waits until each group has acknowledged each parcel. */
  boolean await(long seconds) throws InterruptedException {
    return complete.await(seconds, TimeUnit.SECONDS);
  }

  /** How many parcels each group has; for who wonders why a round does not end. */
  String standing() {
    return groups.stream().map(Receipts::distinct).toList() + " of " + parcels;
  }

  /** From a moment to when the last group had acknowledged the last parcel. */
  double secondsSince(long begin) {
    return (groups.stream().mapToLong(Receipts::completeAt).max().orElseThrow() - begin) / NANOS;
  }

  long doubled() {
    return groups.stream().mapToLong(Receipts::doubled).sum();
  }

  /** From when parcels were due to when groups had them, of all groups, sorted. */
  long[] waits() {
    return groups.stream().flatMapToLong(Receipts::waits).sorted().toArray();
  }

  /** One group's. */
  private static final class Receipts {
    private final byte[] times;
    private final long[] waits;
    private int distinct;
    private long doubled;
    private long completeAt;

    Receipts(int parcels) {
      times = new byte[parcels];
      waits = new long[parcels];
    }

    synchronized void read(Parcel parcel, long now) {
      if (waits[parcel.number()] == 0) {
        waits[parcel.number()] = Math.max(1, now - parcel.due());
      }
    }

    /** Whether this was the last that lacked. */
    synchronized boolean acknowledged(List<Parcel> parcels) {
      int before = distinct;
      for (Parcel parcel : parcels) {
        if (times[parcel.number()] == 0) {
          times[parcel.number()] = 1;
          distinct++;
        } else {
          doubled++;
        }
      }
      boolean last = distinct == times.length && before < distinct;
      if (last) {
        completeAt = System.nanoTime();
      }
      return last;
    }

    synchronized int distinct() {
      return distinct;
    }

    synchronized long doubled() {
      return doubled;
    }

    synchronized long completeAt() {
      return completeAt;
    }

    synchronized LongStream waits() {
      return Arrays.stream(waits.clone());
    }
  }
}
