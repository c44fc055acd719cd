// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.DayVisitors.Arrival;

/** The clicks of one transaction, added up. */
final class Tally {
  /** In the order of links, so that two who count never wait for each other in a circle. */
  private final SortedMap<LinkDay, Sum> sums = new TreeMap<>();

  private final SortedMap<Long, List<Arrival>> arrivals = new TreeMap<>();

  void add(LinkDay place, ClickRecorded click) {
    Sum sum = sums.computeIfAbsent(place, any -> new Sum());
    if (click.robot().isPresent()) {
      sum.robots++;
    } else {
      sum.people++;
      arrivals
          .computeIfAbsent(place.day(), any -> new ArrayList<>())
          .add(new Arrival(place.link(), click.dailyKey()));
    }
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  void write(Transaction tx, Visitors visitors) {
    arrivals.forEach(
        (day, came) -> {
          for (Arrival first : visitors.of(day).firsts(tx, came)) {
            sums.computeIfAbsent(new LinkDay(first.link(), day), any -> new Sum()).firsts++;
          }
        });
    SortedMap<LinkDay, Clicks> clicks = new TreeMap<>();
    sums.forEach((place, sum) -> clicks.put(place, new Clicks(sum.people, sum.firsts, sum.robots)));
    AddClicks.in(tx, clicks);
  }

  private static final class Sum {
    private long people;
    private long firsts;
    private long robots;
  }

  /**
   * @param day days since 1970-01-01, UTC
   */
  record LinkDay(UUID link, long day) implements Comparable<LinkDay> {
    @Override
    public int compareTo(LinkDay other) {
      int byLink = link.compareTo(other.link);
      return byLink == 0 ? Long.compare(day, other.day) : byLink;
    }
  }
}
