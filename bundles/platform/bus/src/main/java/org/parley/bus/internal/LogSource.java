// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Store;

/** Feeds groups from the log in the database; one hub reads all their lanes. */
final class LogSource implements Source {
  private final Store store;

  LogSource(Store store) {
    this.store = store;
  }

  @Override
  public Opened open(ReadingGroup group) {
    List<LaneState> states =
        store.inTransaction(
            transaction -> {
              group.note(transaction);
              String name = group.subscription().group();
              return OpenLanes.in(transaction, name, group.mostLanes(), group.feed(any -> true));
            });
    Runnable wake = group::wake;
    states.forEach(state -> group.add(state, group.feed(state::takes)));
    group.replayWhatIsAskedFor();
    group.log().listen(wake);
    group.feed();
    return () -> group.log().ignore(wake);
  }
}
