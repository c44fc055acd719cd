// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What an administrator sees of the hub's database. */
@ProviderType
public interface StoreDesk {
  /** Asks the database itself; blocks for up to five seconds when it does not answer. */
  DatabaseStatus database();

  /** The rooms whose bundles are running, in the order of their names. */
  List<RoomStatus> rooms();

  /**
   * When the database was last put back from a backup, empty when it never was. What went out since
   * that backup was made is unknown to it. Only known of an embedded database.
   */
  Optional<Instant> restoredAt();

  /**
   * Copies an embedded database as it is at one moment into a new folder while the hub goes on.
   *
   * @param folder an absolute path that is not there yet
   * @throws org.parley.api.InvalidInput when the folder cannot be used
   * @throws org.parley.api.ParleyException with fault {@code SETTINGS} when the database is not
   *     embedded; the message says what to do
   */
  Backup backup(Path folder);

  enum State {
    /** Not there yet, or not reachable for a while; it is being tried again. */
    STARTING,
    ONLINE,
    /** A person must act. */
    OFFLINE
  }

  /**
   * @param url where it is, without user and password
   * @param message what is the matter, for a person; empty when all is well
   */
  record DatabaseStatus(String url, State state, String message) {}

  /**
   * @param message what is the matter with the room's tables, for a person; empty when all is well
   */
  record RoomStatus(String room, State state, String message) {}

  /**
   * @param at the database is there as it was at this moment or just after it
   */
  record Backup(Path folder, Instant at, long bytes) {}
}
