// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a caller says into texts by name: what is nested stands under names joined by dots.
 */
final class FlatData {
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_DIGITS = 40;
  private static final int LONGEST_TEXT = 8_000;

  private final String path;
  private final Findings findings;
  private final Map<String, String> texts = new LinkedHashMap<>();

  private FlatData(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  static Map<String, String> of(
      @Nullable Map<String, Object> data, String path, Findings findings) {
    if (data == null) {
      return Map.of();
    }
    FlatData flat = new FlatData(path, findings);
    data.forEach((name, value) -> flat.add(name, value));
    if (flat.texts.size() > MOST) {
      findings.add(path, "holds " + flat.texts.size() + " values; " + MOST + " fit");
    }
    return flat.texts;
  }

  private void add(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> add(name + "." + key, inner));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(name + "." + i, list.get(i));
      }
    } else if (value != null) {
      put(name, text(value));
    }
  }

  /** Numbers as people write them, unless that would be without end. */
  private static String text(Object value) {
    return value instanceof BigDecimal number && Math.abs(number.scale()) < MOST_DIGITS
        ? number.toPlainString()
        : value.toString();
  }

  private void put(String name, String text) {
    if (name.isBlank() || name.length() > LONGEST_NAME || hasControls(name)) {
      findings.add(path, "a name must be 1 to " + LONGEST_NAME + " characters that can be seen");
    } else if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      findings.add(
          path + "." + name,
          "must be at most " + LONGEST_TEXT + " characters, none of them U+0000");
    } else {
      texts.put(name, text);
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
