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
    return at(position).upTo(most, MOST_BYTES, feed);
  }

  /** Nothing yet. */
  static Run at(long position) {
    return new Run(position, List.of(), false);
  }

  /** The same and what follows it, until both hold so many wanted records or so many bytes. */
  Run upTo(int most, long mostBytes, Feed feed) {
    long end = last;
    List<LoggedRecord> all = new ArrayList<>(records);
    long bytes = records.stream().mapToLong(record -> record.bytes().length).sum();
    while (all.size() < most && bytes < mostBytes) {
      Feed.Upcoming next = feed.after(end);
      if (next == null) {
        return new Run(end, all, false);
      }
      end = next.position();
      if (next.wanted()) {
        all.add(next.record());
        bytes += next.record().bytes().length;
      }
    }
    return new Run(end, all, true);
  }
}
