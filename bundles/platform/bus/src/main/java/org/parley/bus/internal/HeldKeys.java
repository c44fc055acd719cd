// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys of records that have no position yet and must have one before later ones of these keys. */
final class HeldKeys {
  private final Map<String, Set<String>> topics = new HashMap<>();
  private final boolean all;

  private HeldKeys(boolean all) {
    this.all = all;
  }

  static HeldKeys none() {
    return new HeldKeys(false);
  }

  /** Where nobody knows which they are. */
  static HeldKeys all() {
    return new HeldKeys(true);
  }

  void hold(Collection<WrittenRow> rows) {
    rows.forEach(row -> hold(row.topic(), row.records()));
  }

  void hold(String topic, List<LoggedRecord> records) {
    Set<String> keys = topics.computeIfAbsent(topic, any -> new HashSet<>());
    records.forEach(record -> keys.add(record.key()));
  }

  /** Whether one of these must wait for an earlier one. */
  boolean holds(String topic, List<LoggedRecord> records) {
    Set<String> keys = topics.get(topic);
    return all
        || (keys != null && records.stream().anyMatch(record -> keys.contains(record.key())));
  }
}
