// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a topic as it lies before a lane.
 *
 * @param last where it ends
 * @param records those of it that the lane wants
 * @param full whether it ends where no more is handed out at once
 */
record Run(long last, List<LoggedRecord> records, boolean full) {
  /** What is handed out at once, so that a few large records do not take all memory. */
  static final long MOST_BYTES = 2 << 20;

  /** From behind a position on, until it holds so many wanted records or nothing more is there. */
  static Run behind(long position, int most, Feed feed) {
    long last = position;
    List<LoggedRecord> records = new ArrayList<>();
    long bytes = 0;
    while (records.size() < most && bytes < MOST_BYTES) {
      Feed.Upcoming next = feed.after(last);
      if (next == null) {
        return new Run(last, records, false);
      }
      last = next.position();
      if (next.wanted()) {
        records.add(next.record());
        bytes += next.record().bytes().length;
      }
    }
    return new Run(last, records, true);
  }
}
