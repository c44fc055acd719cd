// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.parley.api.store.StoreDesk.RoomStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each running bundle that announces migrations its tables first and its store then, one
 * after the other on a thread of its own.
 */
final class Rooms implements BundleTrackerCustomizer<Room> {
  private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
  private static final String HEADER = "Parley-Migrations";
  private static final int LONGEST_MIGRATION_AT_STOP_S = 30;

  private final Database database;
  private final BundleContext hub;
  private final BundleTracker<Room> tracker;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "parley-store"));
  private boolean waiting;

  Rooms(BundleContext hub, Database database) {
    this.hub = hub;
    this.database = database;
    this.tracker = new BundleTracker<>(hub, Bundle.STARTING | Bundle.ACTIVE, this);
  }

  void open() {
    tracker.open();
  }

  /** Takes the stores away first, so that whoever uses one ends before the database does. */
  void close() {
    tracker.close();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(LONGEST_MIGRATION_AT_STOP_S, TimeUnit.SECONDS)) {
        LOG.warn("A migration still runs while the database is being closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<RoomStatus> status() {
    return tracker.getTracked().values().stream()
        .map(Room::status)
        .sorted(Comparator.comparing(RoomStatus::room))
        .toList();
  }

  @Override
  public @Nullable Room addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    String name = bundle.getHeaders("").get(HEADER);
    if (name == null) {
      return null;
    }
    Room room = new Room(name.strip(), bundle, hub);
    worker.execute(() -> prepare(room));
    return room;
  }

  private void prepare(Room room) {
    boolean again = room.prepare(database);
    if (again) {
      worker.schedule(() -> prepare(room), 1, TimeUnit.SECONDS);
    }
    if (again && !waiting) {
      LOG.warn("Rooms wait for the database: {}", room.status().message());
    }
    waiting = again;
  }

  @Override
  public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, Room room) {
    // from starting to active: nothing to do
  }

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, Room room) {
    room.leave();
  }
}
