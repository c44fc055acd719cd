// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** The records that a group has passed and is not done with. */
final class FindOpen {
  private static final String ALL =
      """
      SELECT position, record_key, attempts, due_at, reason FROM bus_open
      WHERE group_name = :group ORDER BY position
      """;

  private FindOpen() {}

  static List<OpenEntry> in(Transaction transaction, String group) {
    return transaction.sql(ALL).bind("group", group).list(FindOpen::entry);
  }

  private static OpenEntry entry(Row row) {
    return new OpenEntry(
        row.number("position"),
        row.text("record_key"),
        (int) row.number("attempts"),
        row.instant("due_at"),
        row.text("reason"));
  }
}
