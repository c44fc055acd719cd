// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.parley.api.store.Transaction;

/** Which profiles are part of the same live profile as this one? Itself included. */
final class FindHomes {
  private static final String SQL =
      """
      SELECT h.id FROM profiling_profile p JOIN profiling_profile h ON h.root = p.root
      WHERE p.id = :id
      """;

  private FindHomes() {}

  static Set<UUID> of(Transaction transaction, UUID profile) {
    return new HashSet<>(transaction.sql(SQL).bind("id", profile).list(row -> row.id("id")));
  }
}
