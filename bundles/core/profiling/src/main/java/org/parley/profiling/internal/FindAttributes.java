// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What have the people of these live profiles told? */
final class FindAttributes {
  private static final String SQL =
      """
      SELECT profile, name, value FROM profiling_attribute
      WHERE profile IN (<profiles>) ORDER BY told_at, home
      """;

  private FindAttributes() {}

  static Map<UUID, Map<String, String>> in(Transaction transaction, Collection<UUID> profiles) {
    Map<UUID, Map<String, String>> told = new HashMap<>();
    transaction.sql(SQL).bindList("profiles", profiles).list(row -> add(row, told));
    return told;
  }

  private static boolean add(Row row, Map<UUID, Map<String, String>> told) {
    told.computeIfAbsent(row.id("profile"), id -> new TreeMap<>())
        .put(row.text("name"), row.text("value"));
    return true;
  }
}
