// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Which of these live profiles has a person said to be two people? */
final class FindApart {
  private static final String SQL =
      """
      SELECT e.root AS elder, y.root AS younger
      FROM profiling_profile e
      JOIN profiling_apart a ON a.elder = e.id
      JOIN profiling_profile y ON y.id = a.younger
      WHERE e.root IN (<profiles>) AND y.root IN (<profiles>) AND e.root <> y.root
      """;

  private FindApart() {}

  static Apart in(Transaction transaction, Collection<UUID> profiles) {
    if (profiles.size() < 2) {
      return Apart.NONE;
    }
    List<Set<UUID>> pairs =
        transaction
            .sql(SQL)
            .bindList("profiles", profiles)
            .list(row -> Set.of(row.id("elder"), row.id("younger")));
    return new Apart(new HashSet<>(pairs));
  }
}
