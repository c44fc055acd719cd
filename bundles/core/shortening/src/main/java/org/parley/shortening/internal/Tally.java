// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.Link.Clicks;
import org.parley.api.store.Transaction;

/** The clicks of one transaction until it commits. */
final class Tally {
  private final Transaction owner;
  private final Map<LinkDay, Clicks> clicks = new TreeMap<>();

  Tally(Transaction owner) {
    this.owner = owner;
  }

  boolean isOf(Transaction tx) {
    return owner == tx;
  }

  void add(LinkDay place, Clicks more) {
    clicks.merge(place, more, Tally::sum);
  }

  /** In the order of links, so that two who count never wait for each other in a circle. */
  void write(Transaction tx) {
    clicks.forEach((place, sum) -> AddClicks.count(tx, place, sum));
  }

  private static Clicks sum(Clicks one, Clicks other) {
    return new Clicks(
        one.total() + other.total(), one.unique() + other.unique(), one.robots() + other.robots());
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
