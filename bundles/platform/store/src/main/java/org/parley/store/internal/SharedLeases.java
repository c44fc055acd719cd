// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.parley.api.store.Lease;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of hubs that share a database. Each hub moves a counter on; who sees another's stand
 * still often enough takes that one's leases over. No clock on a wall is asked, neither the hub's
 * nor the database's, so none that jumps does harm.
 */
public final class SharedLeases implements Leases, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLeases.class);

  /** How often a hub beats within the time after which its silence is noticed. */
  private static final int BEATS = 5;

  private final Store store;
  private final Pulse pulse;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(SharedLeases::thread);
  private boolean troubled;

  /**
   * @param me different for each start of a hub
   * @param silence after how long without a sign of life a hub is taken for gone
   * @param nanos a steady clock
   */
  public SharedLeases(Store store, UUID me, Duration silence, LongSupplier nanos) {
    this.store = store;
    this.pulse = new Pulse(store, me, new Pulse.Patience(BEATS, silence.toNanos()), nanos);
  }

  /** Begins to beat by itself. */
  public SharedLeases start() {
    long period = Math.max(1, TimeUnit.NANOSECONDS.toMillis(pulse.period()));
    timer.scheduleWithFixedDelay(this::tryToBeat, 0, period, TimeUnit.MILLISECONDS);
    return this;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "parley-leases");
    thread.setDaemon(true);
    return thread;
  }

  private void tryToBeat() {
    try {
      beat();
      troubled = false;
    } catch (RuntimeException e) {
      if (!troubled) {
        LOG.warn("This hub cannot give a sign of life for the moment: {}", e.getMessage());
      }
      troubled = true;
    }
  }

  /** Gives one sign of life and looks for those of others. */
  public void beat() {
    pulse.beat();
  }

  @Override
  public Lease of(String name) {
    return new SharedLease(store, pulse, name);
  }

  /** Leaves: whatever this hub held is free at once. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      pulse.leave();
    } catch (RuntimeException e) {
      LOG.debug("Other hubs notice by the silence that this one has left", e);
    }
  }
}
