// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Transaction;

/** The durable side of one lane. Used by one thread at a time. */
final class LaneKeeper {
  private final Database database;
  private final String group;
  private volatile LaneState state;

  LaneKeeper(Database database, String group, LaneState state) {
    this.database = database;
    this.group = group;
    this.state = state;
  }

  /**
   * What the tables say of it, also where the outcome of the last commit is not known.
   *
   * @throws Overtaken when another has taken the lane over
   */
  LaneBook load(boolean sequential) {
    return database.store().read(transaction -> load(transaction, sequential));
  }

  private LaneBook load(Transaction transaction, boolean sequential) {
    LaneState found = verify(transaction);
    List<OpenEntry> open =
        FindOpen.in(transaction, group).stream().filter(entry -> found.takes(entry.key())).toList();
    state = found;
    int mostOpen = LaneBook.MOST_OPEN / found.lanes();
    return new LaneBook(sequential, found.position(), open, mostOpen);
  }

  /**
   * The lane as it is now. May be asked by any thread.
   *
   * @throws Overtaken when another has taken it over
   */
  LaneState verify(Transaction transaction) {
    LaneState known = state;
    return OpenLanes.find(transaction, group).stream()
        .filter(lane -> lane.lane() == known.lane() && lane.lanes() == known.lanes())
        .filter(lane -> lane.version() - known.version() < OpenLanes.TAKEN_OVER)
        .findFirst()
        .orElseThrow(() -> new Overtaken("Group '" + group + "' has another reader"));
  }

  /** Writes a delta as part of a transaction; call {@link #saved()} once that is committed. */
  void save(Transaction transaction, Delta delta) {
    SaveLane.advance(transaction, group, state, delta.cursor());
    SaveLane.delete(transaction, group, delta.deletes());
    SaveLane.update(transaction, group, delta.updates());
    SaveLane.insert(transaction, group, delta.inserts());
    Park.in(transaction, group, delta.parkings(), database.clock().instant());
  }

  void saved() {
    state = new LaneState(state.lane(), state.lanes(), state.position(), state.version() + 1);
  }

  boolean takes(String key) {
    return state.takes(key);
  }
}
