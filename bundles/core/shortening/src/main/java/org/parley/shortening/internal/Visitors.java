// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who came on the days that are being counted: today, and around midnight yesterday too. */
final class Visitors {
  /** At most 32 MiB for each day. */
  static final int MOST_A_DAY = 3_000_000;

  private static final int DAYS = 2;

  private final int mostADay;
  private final Map<Long, DayVisitors> days =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, DayVisitors> eldest) {
          return size() > DAYS;
        }
      };

  /**
   * @param mostADay how many visitors of a day are kept in memory
   */
  Visitors(int mostADay) {
    this.mostADay = mostADay;
  }

  /** They are read from the table again when they are asked for. */
  void forget() {
    days.clear();
  }

  DayVisitors of(long day) {
    return days.computeIfAbsent(day, number -> new DayVisitors(number, mostADay));
  }
}
