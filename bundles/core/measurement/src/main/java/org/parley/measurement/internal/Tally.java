// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.parley.api.measurement.Figure;
import org.parley.api.store.Transaction;
import org.parley.measurement.internal.Count.Place;
import org.parley.measurement.internal.Count.Some;

/** What one transaction counts, added up so that each figure is written once. */
final class Tally {
  private final Transaction tx;
  private final SortedMap<Entry, Some> campaigns = new TreeMap<>();
  private final SortedMap<Entry, Some> days = new TreeMap<>();
  private final Set<Visitor> visitors = new HashSet<>();

  Tally(Transaction tx) {
    this.tx = tx;
  }

  void one(Place place, Figure figure, Instant at) {
    campaign(place, figure, at);
    day(place, figure, at);
  }

  /** Counts a visitor once a day for the campaign, and once a day for the network as a whole. */
  void visitor(Place place, String dailyKey, Instant at) {
    if (isFirst(place, dailyKey, at)) {
      campaign(place, Figure.UNIQUE_VISITORS, at);
    }
    if (isFirst(place.whole(), dailyKey, at)) {
      day(place, Figure.UNIQUE_VISITORS, at);
    }
  }

  private boolean isFirst(Place place, String dailyKey, Instant at) {
    return visitors.add(new Visitor(Count.dayOf(at), place, dailyKey))
        && Count.firstOfDay(tx, place, dailyKey, at);
  }

  /** In the order of places, so that two who count seldom wait for each other in a circle. */
  void write() {
    campaigns.forEach((entry, some) -> Count.campaign(tx, entry.place, some));
    days.forEach((entry, some) -> Count.day(tx, entry.place.network(), some));
  }

  private void campaign(Place place, Figure figure, Instant at) {
    campaigns.merge(new Entry(place, figure, 0), new Some(figure, 1, at), Tally::sum);
  }

  private void day(Place place, Figure figure, Instant at) {
    Entry entry = new Entry(place.whole(), figure, Count.dayOf(at));
    days.merge(entry, new Some(figure, 1, at), Tally::sum);
  }

  private static Some sum(Some one, Some other) {
    Instant first = one.first().isBefore(other.first()) ? one.first() : other.first();
    return new Some(one.figure(), one.number() + other.number(), first);
  }

  private record Visitor(long day, Place place, String dailyKey) {}

  /**
   * @param day 0 where days are not told apart
   */
  private record Entry(Place place, Figure figure, long day) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byPlace = place.compareTo(other.place);
      int byFigure = byPlace == 0 ? figure.compareTo(other.figure) : byPlace;
      return byFigure == 0 ? Long.compare(day, other.day) : byFigure;
    }
  }
}
