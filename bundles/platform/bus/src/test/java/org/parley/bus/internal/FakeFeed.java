// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.UnknownData;

/** A topic in a list; its positions begin at 1. */
final class FakeFeed implements Feed {
  private final List<Upcoming> log = new ArrayList<>();

  FakeFeed append(String... keys) {
    for (String key : keys) {
      add(key, true, 0);
    }
    return this;
  }

  FakeFeed unwanted(String key) {
    add(key, false, 0);
    return this;
  }

  FakeFeed large(int bytes, String... keys) {
    for (String key : keys) {
      add(key, true, bytes);
    }
    return this;
  }

  long last() {
    return log.size();
  }

  @Override
  public @Nullable Upcoming after(long position) {
    return position < log.size() ? log.get((int) position) : null;
  }

  @Override
  public LoggedRecord at(long position) {
    return log.get((int) position - 1).record();
  }

  boolean isWanted(long position) {
    return log.get((int) position - 1).wanted();
  }

  private void add(String key, boolean wanted, int bytes) {
    Instant now = Instant.EPOCH;
    BusRecord record =
        BusRecord.of("/test", key, now, new UnknownData("test", "thing.done", "{}"))
            .withId(Ids.next(now));
    log.add(new Upcoming(log.size() + 1L, LoggedRecord.of(record, new byte[bytes]), wanted));
  }
}
