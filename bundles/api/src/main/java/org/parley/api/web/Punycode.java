// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.util.List;

/** The ASCII form of a domain label, RFC 3492. */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;

  private int n = 128;
  private int delta;
  private int bias = 72;
  private int handled;
  private final int basic;
  private final StringBuilder out = new StringBuilder("xn--");

  private Punycode(List<Integer> basicPoints) {
    basic = basicPoints.size();
    handled = basic;
    basicPoints.forEach(out::appendCodePoint);
    if (basic > 0) {
      out.append('-');
    }
  }

  /** Encodes a normalised label that holds at least one character beyond ASCII. */
  static String encode(String label) {
    int[] points = label.codePoints().toArray();
    List<Integer> basic = label.codePoints().filter(point -> point < 128).boxed().toList();
    Punycode code = new Punycode(basic);
    while (code.handled < points.length) {
      code.encodeNext(points);
    }
    return code.out.toString();
  }

  private void encodeNext(int[] points) {
    int next = Integer.MAX_VALUE;
    for (int point : points) {
      next = point >= n ? Math.min(next, point) : next;
    }
    delta = Math.addExact(delta, Math.multiplyExact(next - n, handled + 1));
    n = next;
    for (int point : points) {
      if (point < n) {
        delta++;
      } else if (point == n) {
        writeDelta();
      }
    }
    delta++;
    n++;
  }

  private void writeDelta() {
    int left = delta;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
      if (left < threshold) {
        break;
      }
      out.append(digit(threshold + (left - threshold) % (BASE - threshold)));
      left = (left - threshold) / (BASE - threshold);
    }
    out.append(digit(left));
    adapt();
    delta = 0;
    handled++;
  }

  private void adapt() {
    int part = handled == basic ? delta / DAMP : delta / 2;
    part += part / (handled + 1);
    int k = 0;
    for (; part > (BASE - T_MIN) * T_MAX / 2; k += BASE) {
      part /= BASE - T_MIN;
    }
    bias = k + (BASE - T_MIN + 1) * part / (part + SKEW);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
