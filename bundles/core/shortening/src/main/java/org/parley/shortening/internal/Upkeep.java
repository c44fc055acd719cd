// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Duration;
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

/** What has to be done again and again: learn of other hubs' links, destroy what a day has left. */
@Component(service = Upkeep.class, immediate = true)
public final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** Clicks may be counted this many days after they were made, and each visitor still once. */
  private static final int DAYS_TO_COUNT = 2;

  /** What is changed on one hub is known on the others within a second. */
  private static final Duration UNTIL_OTHERS_ARE_HEARD = Duration.ofMillis(500);

  /** There is no other hub, but the filter of known slugs may be full. */
  private static final Duration UNTIL_SLUGS_ARE_COUNTED = Duration.ofSeconds(5);

  private final Store store;
  private final Lease lease;
  private final Routes routes;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private volatile boolean troubled;

  @Activate
  public Upkeep(
      @Reference(target = Room.STORE) Store store,
      @Reference Leases leases,
      @Reference Routes routes) {
    this(store, leases, routes, InstantSource.system());
    Duration pause = store.isEmbedded() ? UNTIL_SLUGS_ARE_COUNTED : UNTIL_OTHERS_ARE_HEARD;
    timer.scheduleWithFixedDelay(
        patiently(routes::catchUp), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(patiently(this::destroyPast), 1, 60, TimeUnit.SECONDS);
  }

  Upkeep(Store store, Leases leases, Routes routes, InstantSource clock) {
    this.store = store;
    this.lease = leases.of("shortening.upkeep");
    this.routes = routes;
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "parley-shortening-upkeep");
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

  /** Destroys past days' salts at once, and the keys made with them when all is counted. */
  void destroyPast() {
    if (!lease.hold()) {
      return;
    }
    long today = Days.of(clock.instant());
    underLease(tx -> KeepSalts.destroyBefore(tx, today));
    long counted = today - DAYS_TO_COUNT;
    store
        .read(tx -> Arrivals.daysBefore(tx, counted))
        .forEach(day -> underLease(tx -> Arrivals.forget(tx, day)));
    store
        .read(tx -> ForgetVisitors.before(tx, counted))
        .forEach(past -> underLease(tx -> ForgetVisitors.of(tx, past)));
  }

  private <T> T underLease(Store.Work<T> work) {
    return store.inTransaction(
        tx -> {
          lease.check(tx);
          return work.in(tx);
        });
  }

  private Runnable patiently(Runnable work) {
    return () -> {
      try {
        work.run();
        troubled = false;
      } catch (RuntimeException trouble) {
        if (!troubled) {
          LOG.warn("Upkeep of short links failed and is tried again until it works", trouble);
        }
        troubled = true;
      }
    };
  }
}
