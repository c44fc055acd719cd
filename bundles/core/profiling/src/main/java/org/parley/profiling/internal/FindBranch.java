// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * Which profiles have gone into this one, at any remove, and not come out again? Itself included,
 * and the nearer before the farther.
 */
final class FindBranch {
  private static final String SQL =
      """
      SELECT other FROM profiling_merge WHERE survivor IN (<survivors>) AND undone_at IS NULL
      """;

  private FindBranch() {}

  static Set<UUID> in(Transaction transaction, UUID profile) {
    Set<UUID> branch = new LinkedHashSet<>();
    List<UUID> next = List.of(profile);
    while (!next.isEmpty()) {
      branch.addAll(next);
      next =
          transaction.sql(SQL).bindList("survivors", next).list(row -> row.id("other")).stream()
              .filter(other -> !branch.contains(other))
              .toList();
    }
    return branch;
  }
}
