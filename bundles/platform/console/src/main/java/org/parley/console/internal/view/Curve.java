// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;

/** A small curve in a box of 120 by 32, from zero to its highest value. */
public final class Curve {
  private Curve() {}

  /** The points of its line. */
  public static String line(List<Long> values) {
    long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
    double step = values.size() < 2 ? 0 : 120.0 / (values.size() - 1);
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      long x = Math.round(10 * i * step);
      long y = Math.round(10 * (30 - 27.0 * values.get(i) / most));
      points.append(x / 10.0).append(',').append(y / 10.0).append(' ');
    }
    return points.toString().strip();
  }

  /** The points of what lies below the line. */
  public static String area(List<Long> values) {
    return "0,32 " + line(values) + " 120,32";
  }
}
