// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Which identified profiles with a verified email have agreed to a purpose? */
final class FindConsenting {
  private static final String SQL =
      """
      SELECT s.profile FROM profiling_standing s JOIN profiling_profile p ON p.id = s.profile
      WHERE s.purpose = :purpose AND s.given = TRUE AND s.profile > :after
        AND p.state = 'IDENTIFIED'
        AND (EXISTS (SELECT 1 FROM profiling_identifier i
            WHERE i.profile = s.profile AND i.kind = 'EMAIL' AND i.verified = TRUE)
          OR EXISTS (SELECT 1 FROM profiling_claim c
            WHERE c.profile = s.profile AND c.kind = 'EMAIL' AND c.verified = TRUE))
      ORDER BY s.profile
      FETCH FIRST :most ROWS ONLY
      """;

  private FindConsenting() {}

  static List<UUID> in(Transaction transaction, String purpose, UUID after, int most) {
    return transaction
        .sql(SQL)
        .bind("purpose", purpose)
        .bind("after", after)
        .bind("most", most)
        .list(row -> row.id("profile"));
  }
}
