// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A path with parameters in braces, each one whole part of it. */
final class PathTemplate {
  private final String text;
  private final String[] parts;

  PathTemplate(String text) {
    this.text = text;
    this.parts = text.split("/", -1);
  }

  String text() {
    return text;
  }

  int parameters() {
    int count = 0;
    for (String part : parts) {
      count += name(part) == null ? 0 : 1;
    }
    return count;
  }

  /** The values of the parameters, empty when the path is another one. */
  Optional<Map<String, String>> match(String path) {
    String[] given = path.split("/", -1);
    if (given.length != parts.length) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      String name = name(parts[i]);
      if (name == null ? !parts[i].equals(given[i]) : given[i].isEmpty()) {
        return Optional.empty();
      }
      if (name != null) {
        values.put(name, given[i]);
      }
    }
    return Optional.of(values);
  }

  private static @Nullable String name(String part) {
    return part.startsWith("{") && part.endsWith("}") ? part.substring(1, part.length() - 1) : null;
  }
}
