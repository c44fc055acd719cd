// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BusRecord;

/**
 * The records of a batch, all read when its reader looks at the first: what was erased while that
 * waited for a lock of its own is told no more.
 */
final class LateRecords extends AbstractList<BusRecord> implements RandomAccess {
  private final List<LoggedRecord> logged;
  private @Nullable List<BusRecord> read;

  LateRecords(List<LoggedRecord> logged) {
    this.logged = logged;
  }

  @Override
  public BusRecord get(int index) {
    return read().get(index);
  }

  @Override
  public int size() {
    return logged.size();
  }

  /** Fails when one of them cannot be read, whether anybody has looked at it or not. */
  List<BusRecord> read() {
    List<BusRecord> known = read;
    if (known == null) {
      known = logged.stream().map(LoggedRecord::readOrFail).toList();
      read = known;
    }
    return known;
  }
}
