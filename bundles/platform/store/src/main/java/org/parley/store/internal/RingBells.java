// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says bells. A transaction that notifies holds, for its commit, a lock that the whole server has
 * once; so none of the hub's work does it. What was rung within a moment is said together, in a
 * transaction that waits for no disk.
 */
final class RingBells {
  /** Between the beginnings of two such transactions; the first after a quiet time is at once. */
  static final Duration MOMENT = Duration.ofMillis(20);

  private static final Logger LOG = LoggerFactory.getLogger(RingBells.class);

  private static final String SAY =
      "SELECT set_config('synchronous_commit', 'off', true) AS how, pg_notify("
          + HearBells.CHANNEL
          + ", :payload) AS said";

  private final Store store;
  private final UUID me;
  private final Set<String> rung = new LinkedHashSet<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, RingBells::thread);
  private boolean due;
  private boolean closed;
  private long begunAt = System.nanoTime() - MOMENT.toNanos();

  RingBells(Store store, UUID me) {
    this.store = store;
    this.me = me;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "parley-bells-ring");
    thread.setDaemon(true);
    return thread;
  }

  synchronized void ring(String name) {
    if (closed) {
      return;
    }
    rung.add(name);
    if (!due) {
      due = true;
      long left = begunAt + MOMENT.toNanos() - System.nanoTime();
      timer.schedule(this::say, Math.max(0, left), TimeUnit.NANOSECONDS);
    }
  }

  private synchronized List<String> take() {
    due = false;
    begunAt = System.nanoTime();
    List<String> taken = List.copyOf(rung);
    rung.clear();
    return taken;
  }

  private void say() {
    List<String> names = take();
    try {
      store.inTransaction(transaction -> write(transaction, me, names));
    } catch (ParleyException e) {
      LOG.debug("Other hubs look for themselves what they were not told: {}", names, e);
    }
  }

  private static boolean write(Transaction transaction, UUID me, List<String> names) {
    for (String name : names) {
      String payload = HearBells.payload(me, name);
      transaction.sql(SAY).bind("payload", payload).list(row -> row.text("how"));
    }
    return true;
  }

  /** What was rung by now is still said. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    timer.shutdown();
    try {
      timer.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
