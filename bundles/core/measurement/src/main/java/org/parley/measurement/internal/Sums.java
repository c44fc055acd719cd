// SPDX-License-Identifier: Apache-2.0
package org.parley.measurement.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parley.api.Money;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.NetworkFigures;

/** Adds networks up. */
final class Sums {
  private static final String TOTAL = "total";

  private Sums() {}

  static Map<Figure, Long> zeros() {
    Map<Figure, Long> values = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      values.put(figure, 0L);
    }
    return values;
  }

  static NetworkFigures total(List<NetworkFigures> networks) {
    Map<Figure, Long> values = zeros();
    Map<Figure, Instant> first = new EnumMap<>(Figure.class);
    Map<String, Money> revenue = new TreeMap<>(Comparator.naturalOrder());
    for (NetworkFigures network : networks) {
      network.figures().forEach((figure, value) -> values.merge(figure, value, Long::sum));
      network.firstAt().forEach((figure, at) -> first.merge(figure, at, Sums::earlier));
      network
          .revenue()
          .forEach(sum -> revenue.merge(sum.currency().getCurrencyCode(), sum, Money::plus));
    }
    return new NetworkFigures(TOTAL, values, first, List.copyOf(revenue.values()));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
