// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a topic as it lies before a lane.
 *
 * @param last where it ends
 * @param records those of it that the lane wants
 */
record Run(long last, List<LoggedRecord> records) {
  /** From behind a position on, until it holds so many wanted records or nothing more is there. */
  static Run behind(long position, int most, Feed feed) {
    long last = position;
    List<LoggedRecord> records = new ArrayList<>();
    while (records.size() < most) {
      Feed.Upcoming next = feed.after(last);
      if (next == null) {
        break;
      }
      last = next.position();
      if (next.wanted()) {
        records.add(next.record());
      }
    }
    return new Run(last, records);
  }
}
