// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Sends parcels through a courier, a hundred in a transaction, and waits for the groups. */
final class Trial {
  /** How many parcels share a transaction. */
  static final int A_TRANSACTION = 100;

  /** How many send at once. */
  static final int SENDERS = 4;

  private static final long LONGEST_SECONDS = 300;
  private static final double NANOS = 1e9;

  private final Courier courier;
  private final Board board;

  Trial(Courier courier, Board board) {
    this.courier = courier;
    this.board = board;
  }

  /** As fast as it goes. */
  Outcome flood(int transactions) throws Exception {
    return run(transactions, any -> System.nanoTime());
  }

  /** At a steady pace; what is sent late counts from when it was due. */
  Outcome pace(int transactions, double transactionsPerSecond) throws Exception {
    long begin = System.nanoTime();
    return run(transactions, each -> begin + (long) (each * NANOS / transactionsPerSecond));
  }

  private Outcome run(int transactions, IntToLongFunction due) throws Exception {
    Round round = board.begin(transactions * A_TRANSACTION);
    long begin = System.nanoTime();
    send(round, transactions, due);
    if (!round.await(LONGEST_SECONDS)) {
      throw new IllegalStateException("The groups have acknowledged only " + round.standing());
    }
    return new Outcome(round, round.secondsSince(begin), round.doubled() + board.strays());
  }

  private void send(Round round, int transactions, IntToLongFunction due) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    try {
      AtomicInteger next = new AtomicInteger();
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(
            threads.submit(
                () -> {
                  sendSome(round.number(), next, transactions, due);
                  return true;
                }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Parcels could not be sent: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void sendSome(int round, AtomicInteger next, int transactions, IntToLongFunction due)
      throws Exception {
    try (Courier.Sender sender = courier.sender()) {
      for (int i = next.getAndIncrement(); i < transactions; i = next.getAndIncrement()) {
        long at = due.applyAsLong(i);
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int first = i * A_TRANSACTION;
        sender.send(
            IntStream.range(first, first + A_TRANSACTION)
                .mapToObj(number -> new Parcel(round, number, at))
                .toList());
      }
    }
  }

  /**
   * How it went.
   *
   * @param seconds from the first parcel to the last acknowledgement
   * @param doubled how many parcels a group has acknowledged again, in this round or of earlier
   *     ones
   */
  record Outcome(Round round, double seconds, long doubled) {
    /** For the one who asked. */
    String line() {
      long[] waits = round.waits();
      return "parcels=%d seconds=%.6f doubled=%d p50=%d p99=%d p999=%d"
          .formatted(
              round.parcels(),
              seconds,
              doubled,
              percentile(waits, 0.5),
              percentile(waits, 0.99),
              percentile(waits, 0.999));
    }

    private static long percentile(long[] sorted, double part) {
      return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * part))];
    }
  }
}
