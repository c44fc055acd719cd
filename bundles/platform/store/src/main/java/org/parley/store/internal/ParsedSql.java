// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how statements were cut; rooms use a few hundred constant ones. */
final class ParsedSql {
  private static final int LIMIT = 2_000;

  private final Map<String, NamedSql> known = new ConcurrentHashMap<>();

  NamedSql of(String sql) {
    NamedSql found = known.get(sql);
    if (found != null) {
      return found;
    }
    NamedSql parsed = NamedSql.parse(sql.strip());
    if (known.size() < LIMIT) {
      known.put(sql, parsed);
    }
    return parsed;
  }
}
