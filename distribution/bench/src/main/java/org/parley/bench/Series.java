// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same figure, measured several times. */
final class Series {
  private static final double FEW = 10;
  private static final double MANY = 1000;

  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The median, and in brackets the least and the greatest. */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "–";
    }
    return values.size() == 1
        ? number(median())
        : number(median()) + " (" + number(min()) + "–" + number(max()) + ")";
  }

  /** A figure with as many digits as it deserves. */
  static String number(double value) {
    if (value >= MANY) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= FEW ? "%.1f" : "%.2f", value);
  }
}
