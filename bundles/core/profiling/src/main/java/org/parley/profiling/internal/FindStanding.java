// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** What stands for a live profile, by purpose? */
final class FindStanding {
  private static final String SQL =
      """
      SELECT purpose, given, since FROM profiling_standing WHERE profile = :profile
      """;

  private FindStanding() {}

  static Map<String, Mark> in(Transaction transaction, UUID profile) {
    Map<String, Mark> marks = new HashMap<>();
    transaction
        .sql(SQL)
        .bind("profile", profile)
        .list(
            row ->
                marks.put(row.text("purpose"), new Mark(row.flag("given"), row.instant("since"))));
    return marks;
  }
}
