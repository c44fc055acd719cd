// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what administrators have decided elsewhere, at another hub's desk. */
final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private static final String PAUSES = "SELECT name, paused FROM bus_group";

  private static final String REPLAYS =
      "SELECT DISTINCT group_name FROM bus_parked WHERE replay_at >= 0";

  private final Store store;
  private final Groups groups;

  Orders(Store store, Groups groups) {
    this.store = store;
    this.groups = groups;
  }

  void obey() {
    try {
      List<Pause> pauses = store.read(read -> read.sql(PAUSES).list(Pause::of));
      for (Pause pause : pauses) {
        groups.find(pause.group).ifPresent(group -> group.pause(pause.on));
      }
      List<String> replays =
          store.read(read -> read.sql(REPLAYS).list(row -> row.text("group_name")));
      for (String group : replays) {
        groups.find(group).ifPresent(ReadingGroup::replayWhatIsAskedFor);
      }
    } catch (RuntimeException e) {
      LOG.debug("Orders cannot be read for the moment", e);
    }
  }

  private record Pause(String group, boolean on) {
    static Pause of(Row row) {
      return new Pause(row.text("name"), row.flag("paused"));
    }
  }
}
