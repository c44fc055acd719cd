// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Optional;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Whom does this pointer point at? */
final class FindHeld {
  private static final String SQL =
      """
      SELECT i.verified, i.contested, p.id, p.state, p.version, p.remember
      FROM profiling_identifier i LEFT JOIN profiling_profile p ON p.id = i.profile
      WHERE i.kind = :kind AND i.network = :network AND i.value = :value
      """;

  private FindHeld() {}

  /** Empty when nobody was ever seen with it. */
  static Optional<Held> in(Transaction transaction, Pointer pointer) {
    return transaction
        .sql(SQL)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .first(row -> held(transaction, pointer, row));
  }

  /** A row without a profile is one that this very transaction has reserved. */
  private static Held held(Transaction transaction, Pointer pointer, Row row) {
    Optional<Holder> holder = row.findId("id").map(id -> FindHolder.holder(row));
    boolean shared =
        pointer.isVisitor() && row.flag("contested") && CountHolders.in(transaction, pointer) > 1;
    boolean proven = holder.isPresent() && row.flag("verified");
    return new Held(pointer, holder, proven, shared);
  }
}
