// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.web.internal.rest.PercentText;

/** The fields of a form or the parameters of an address. */
final class Fields {
  private static final int MOST = 500;

  private Fields() {}

  /** Empty when they are not well written, not UTF-8, or too many. */
  static Optional<Map<String, List<String>>> read(@Nullable String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String[] pairs = text == null || text.isEmpty() ? new String[0] : text.split("&", -1);
    if (pairs.length > MOST) {
      return Optional.empty();
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      Optional<String> name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = PercentText.decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.filter(found -> found.indexOf('\0') < 0).isEmpty()) {
        return Optional.empty();
      }
      fields.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(lines(value.get()));
    }
    return Optional.of(fields);
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }
}
