// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.store.Lease;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets the keys by which visitors of past days were told apart. */
@Component(service = Upkeep.class, immediate = true)
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Store store;
  private final Lease lease;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;

  @Activate
  public Upkeep(@Reference(target = Room.STORE) Store store, @Reference Leases leases) {
    this(store, leases, InstantSource.system());
    timer.scheduleWithFixedDelay(this::tryToForget, 1, 60, TimeUnit.MINUTES);
  }

  Upkeep(Store store, Leases leases, InstantSource clock) {
    this.store = store;
    this.lease = leases.of("measurement.upkeep");
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "parley-measurement-upkeep");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Another hub may do it at once. */
  @Deactivate
  void close() {
    timer.shutdownNow();
    lease.give();
  }

  /** By the hub's own clock: what comes from outside may bear any time. */
  void forget() {
    if (lease.hold()) {
      store.inTransaction(
          tx -> {
            lease.check(tx);
            return Count.forgetVisitors(tx, clock.instant());
          });
    }
  }

  private void tryToForget() {
    try {
      forget();
    } catch (RuntimeException trouble) {
      LOG.warn("Forgetting past visitors failed and is tried again in an hour", trouble);
    }
  }
}
