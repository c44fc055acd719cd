// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Transaction;

/** The clicks of one transaction until it commits. */
final class Tally {
  private final Transaction owner;
  private final Map<LinkDay, Sum> sums = new TreeMap<>();

  Tally(Transaction owner) {
    this.owner = owner;
  }

  boolean isOf(Transaction tx) {
    return owner == tx;
  }

  void add(LinkDay place, ClickRecorded click) {
    sums.computeIfAbsent(place, any -> new Sum()).add(click);
  }

  /** In the order of links, so that two who count never wait for each other in a circle. */
  void write(Transaction tx) {
    sums.forEach(
        (place, sum) -> {
          int firsts = RememberVisitors.in(tx, place, sum.visitors);
          AddClicks.in(tx, place, new Clicks(sum.people, firsts, sum.robots));
        });
  }

  private static final class Sum {
    private final Set<String> visitors = new LinkedHashSet<>();
    private long people;
    private long robots;

    void add(ClickRecorded click) {
      if (click.robot().isPresent()) {
        robots++;
      } else {
        people++;
        visitors.add(click.dailyKey());
      }
    }
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
