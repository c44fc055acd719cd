// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import java.util.HashSet;
import java.util.Set;

/** Prometheus' text format, version 0.0.4. */
final class Exposition {
  private final StringBuilder text = new StringBuilder();
  private final Set<String> told = new HashSet<>();

  /** A figure that goes up and down. */
  Exposition gauge(String series, String help, double value) {
    return line(series, "gauge", help, value);
  }

  /** A figure that only goes up. */
  Exposition counter(String series, String help, double value) {
    return line(series, "counter", help, value);
  }

  private Exposition line(String series, String type, String help, double value) {
    int brace = series.indexOf('{');
    String name = brace < 0 ? series : series.substring(0, brace);
    if (told.add(name)) {
      text.append("# HELP ").append(name).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    text.append(series).append(' ').append(number(value)).append('\n');
    return this;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A label's value as it may stand between quotes. */
  static String quote(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
