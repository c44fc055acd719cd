// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Map;
import java.util.UUID;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Notes what stands for a live profile. */
final class WriteStanding {
  private static final String DELETE =
      """
      DELETE FROM profiling_standing WHERE profile = :profile
      """;
  private static final String INSERT =
      """
      INSERT INTO profiling_standing (profile, purpose, given, since)
      VALUES (:profile, :purpose, :given, :since)
      """;

  private WriteStanding() {}

  static void replace(Transaction transaction, UUID profile, Map<String, Mark> marks) {
    transaction.sql(DELETE).bind("profile", profile).update();
    if (marks.isEmpty()) {
      return;
    }
    Statement insert = transaction.sql(INSERT);
    marks.forEach(
        (purpose, mark) ->
            insert
                .bind("profile", profile)
                .bind("purpose", purpose)
                .bind("given", mark.given())
                .bind("since", mark.since())
                .addBatch());
    insert.updateBatch();
  }
}
