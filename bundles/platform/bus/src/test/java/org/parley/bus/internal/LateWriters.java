// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;

/**
 * Writers that draw the ids of their rows and commit long after others who drew later ones, or
 * never; some use the door for many instead. Each holds the lock of its key meanwhile, as one does
 * who changes an aggregate.
 */
final class LateWriters implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_DELAY_MS = 25;
  private static final int ONE_IN_ROLLED_BACK = 5;
  private static final int ONE_IN_BY_THE_BATCH = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Aggregate> keys;
  private final long seed;
  private final AtomicInteger rolledBack = new AtomicInteger();

  LateWriters(int keys, long seed) {
    this.keys = Stream.generate(Aggregate::new).limit(keys).toList();
    this.seed = seed;
  }

  /** Whose records of one key are numbered from 1 on, without a gap as they are committed. */
  private static final class Aggregate {
    final ReentrantLock lock = new ReentrantLock();
    volatile int committed;
  }

  /** Begins to write on the hubs, a random one each time. */
  List<Future<?>> write(int transactions, Running... hubs) {
    List<Future<?>> writing = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed * THREADS + thread + writing.size());
      writing.add(
          threads.submit(
              () -> {
                for (int i = 0; i < transactions; i++) {
                  write(hubs[random.nextInt(hubs.length)], random);
                }
              }));
    }
    return writing;
  }

  static void await(List<Future<?>> writing) throws ExecutionException, InterruptedException {
    for (Future<?> each : writing) {
      each.get();
    }
  }

  private void write(Running hub, Random random) {
    int key = random.nextInt(keys.size());
    Aggregate aggregate = keys.get(key);
    aggregate.lock.lock();
    try {
      int first = aggregate.committed + 1;
      int last = aggregate.committed + 1 + random.nextInt(3);
      List<BusRecord> records =
          IntStream.rangeClosed(first, last)
              .mapToObj(said -> Running.record("k" + key, said))
              .toList();
      if (random.nextInt(ONE_IN_BY_THE_BATCH) == 0) {
        hub.engine.append(records).toCompletableFuture().join();
      } else {
        commitLate(hub, records, random);
      }
      aggregate.committed = last;
    } catch (ParleyException | CompletionException | Refused e) {
      rolledBack.incrementAndGet();
    } finally {
      aggregate.lock.unlock();
    }
  }

  private static void commitLate(Running hub, List<BusRecord> records, Random random) {
    hub.store.inTransaction(
        transaction -> {
          records.forEach(record -> hub.engine.append(transaction, List.of(record)));
          transaction.beforeCommit(written -> dawdle(random));
          return true;
        });
  }

  /** The rows have their ids by now. */
  private static void dawdle(Random random) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(MOST_DELAY_MS)));
    if (random.nextInt(ONE_IN_ROLLED_BACK) == 0) {
      throw new Refused();
    }
  }

  /** How many records of each key are committed. */
  List<Integer> committed() {
    return keys.stream().map(key -> key.committed).toList();
  }

  int rolledBack() {
    return rolledBack.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Why a transaction ends without a commit. */
  private static final class Refused extends RuntimeException {}
}
