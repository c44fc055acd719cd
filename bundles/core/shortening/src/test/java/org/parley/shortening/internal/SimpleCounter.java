// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Links.Day;
import org.parley.shortening.internal.Tally.LinkDay;

/** Counts clicks as one would explain it. */
final class SimpleCounter {
  private final Set<List<Object>> came = new HashSet<>();
  private final SortedMap<LinkDay, Clicks> counted = new TreeMap<>();

  void add(ClickRecorded click) {
    boolean robot = click.robot().isPresent();
    long day = LocalDate.ofInstant(click.at(), ZoneOffset.UTC).toEpochDay();
    boolean first = !robot && came.add(List.of(click.link(), day, click.dailyKey()));
    Clicks one = new Clicks(robot ? 0 : 1, first ? 1 : 0, robot ? 1 : 0);
    counted.merge(new LinkDay(click.link(), day), one, SimpleCounter::sum);
  }

  Clicks total(UUID link) {
    return days(link).stream().map(Day::clicks).reduce(Clicks.NONE, SimpleCounter::sum);
  }

  List<Day> days(UUID link) {
    return counted.entrySet().stream()
        .filter(entry -> entry.getKey().link().equals(link))
        .map(entry -> new Day(LocalDate.ofEpochDay(entry.getKey().day()), entry.getValue()))
        .toList();
  }

  private static Clicks sum(Clicks one, Clicks other) {
    return new Clicks(
        one.total() + other.total(), one.unique() + other.unique(), one.robots() + other.robots());
  }
}
