// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.api.store.Bell;
import org.parley.api.store.Bells;
import org.parley.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bells of hubs that share a PostgreSQL, by its notifications. Hubs say them in transactions of
 * their own and hear them on a connection of their own.
 */
public final class SharedBells implements Bells, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SharedBells.class);

  private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
  private final RingBells ringing;
  private final HearBells hearing;

  /**
   * @param me different for each start of a hub
   */
  public SharedBells(Store store, DatabaseSettings settings, UUID me) {
    this.ringing = new RingBells(store, me);
    this.hearing = new HearBells(settings, me, new Heard());
  }

  /** Begins to hear; returns at once. */
  public SharedBells start() {
    hearing.start();
    return this;
  }

  @Override
  public Bell of(String name) {
    return new Shared(name);
  }

  /** One that fails, as within a bundle that is being replaced, keeps no other from being told. */
  private static void wake(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Who was woken by another hub has failed, and looks for itself", e);
    }
  }

  private List<Runnable> listeners(String name) {
    return listeners.computeIfAbsent(name, any -> new CopyOnWriteArrayList<>());
  }

  @Override
  public void close() {
    ringing.close();
    hearing.close();
  }

  private final class Heard implements HearBells.Listener {
    @Override
    public void rung(String name) {
      listeners.getOrDefault(name, List.of()).forEach(SharedBells::wake);
    }

    @Override
    public void anyMayHaveRung() {
      listeners.values().forEach(all -> all.forEach(SharedBells::wake));
    }
  }

  private final class Shared implements Bell {
    private final String name;

    private Shared(String name) {
      this.name = name;
    }

    @Override
    public void ring() {
      ringing.ring(name);
    }

    @Override
    public void listen(Runnable wake) {
      listeners(name).add(wake);
    }

    @Override
    public void ignore(Runnable wake) {
      listeners(name).remove(wake);
    }
  }
}
