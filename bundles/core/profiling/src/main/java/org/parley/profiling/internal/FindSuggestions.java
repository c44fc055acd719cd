// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.profiles.Suggestion;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Which live profiles may be one person? */
final class FindSuggestions {
  private static final String OPEN =
      """
      SELECT s.id, e.root AS elder, y.root AS younger, s.reason, s.noticed_at
      FROM profiling_suggestion s
      JOIN profiling_profile e ON e.id = s.elder
      JOIN profiling_profile y ON y.id = s.younger
      WHERE s.state = 'OPEN' AND e.root <> y.root
        AND e.state <> 'ERASED' AND y.state <> 'ERASED'
      """;
  private static final String PAGE =
      OPEN
          + """
              AND s.id < :below
            ORDER BY s.id DESC
            FETCH FIRST :most ROWS ONLY
            """;
  private static final String ONE = OPEN + "  AND s.id = :id";

  private FindSuggestions() {}

  /** The youngest first. */
  static List<Suggestion> below(Transaction transaction, UUID id, int most) {
    return transaction.sql(PAGE).bind("below", id).bind("most", most).list(FindSuggestions::read);
  }

  static Optional<Suggestion> one(Transaction transaction, UUID id) {
    return transaction.sql(ONE).bind("id", id).first(FindSuggestions::read);
  }

  private static Suggestion read(Row row) {
    Pair pair = Pair.of(row.id("elder"), row.id("younger"));
    return new Suggestion(
        row.id("id"), pair.elder(), pair.younger(), row.text("reason"), row.instant("noticed_at"));
  }
}
