// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.StoreDesk.RoomStatus;
import org.parley.api.store.StoreDesk.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running bundle with tables of its own, and the store that it gets once they are there. */
final class Room {
  private static final Logger LOG = LoggerFactory.getLogger(Room.class);

  private final String name;
  private final Bundle bundle;
  private final BundleContext hub;
  private RoomStatus status;
  private boolean left;
  private @Nullable ServiceRegistration<Store> service;

  Room(String name, Bundle bundle, BundleContext hub) {
    this.name = name;
    this.bundle = bundle;
    this.hub = hub;
    this.status = new RoomStatus(name, State.STARTING, "");
  }

  synchronized RoomStatus status() {
    return status;
  }

  /** Migrates and publishes; true when the database is away and it should be tried again. */
  boolean prepare(Database database) {
    try {
      if (!hasLeft()) {
        database.migrate(new MigrationFiles(name, files()));
        publish(database.store());
      }
      return false;
    } catch (Busy e) {
      become(State.STARTING, e.getMessage());
      return true;
    } catch (ParleyException e) {
      LOG.error("Room '{}' has no store: {}", name, e.getMessage());
      LOG.debug("Room '{}' has no store", name, e);
      become(State.OFFLINE, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("Room '{}' has no store", name, e);
      become(State.OFFLINE, e.toString());
      return false;
    }
  }

  private SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    for (URL file : found("db/" + name)) {
      String path = file.getPath();
      files.put(path.substring(path.lastIndexOf('/') + 1), text(file));
    }
    if (files.isEmpty()) {
      throw new ParleyException(
          Fault.HUB, "Bundle '" + bundle.getSymbolicName() + "' has no migrations in db/" + name);
    }
    return files;
  }

  private List<URL> found(String folder) {
    Enumeration<URL> files = bundle.findEntries(folder, "*.sql", false);
    return files == null ? List.of() : Collections.list(files);
  }

  private static String text(URL file) {
    try (InputStream content = file.openStream()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ParleyException(Fault.HUB, "Migration '" + file + "' cannot be read", e);
    }
  }

  private synchronized boolean hasLeft() {
    return left;
  }

  private synchronized void become(State state, String message) {
    status = new RoomStatus(name, state, message);
  }

  private synchronized void publish(Store store) {
    if (!left) {
      service =
          hub.registerService(Store.class, store, FrameworkUtil.asDictionary(Map.of("room", name)));
      become(State.ONLINE, "");
    }
  }

  /** Its bundle is stopping. */
  void leave() {
    ServiceRegistration<Store> withdrawn;
    synchronized (this) {
      left = true;
      withdrawn = service;
      service = null;
    }
    if (withdrawn != null) {
      withdrawn.unregister();
    }
  }
}
