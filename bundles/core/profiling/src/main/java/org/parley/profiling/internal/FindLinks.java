// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** What have these profiles answered? */
final class FindLinks {
  private static final String SQL =
      """
      SELECT home, nr, id, purpose, given, basis, evidence, answered_at, counts, seal
      FROM profiling_answer WHERE home IN (<homes>) ORDER BY home, nr
      """;

  private FindLinks() {}

  /** Chain by chain, each in its order. */
  static List<Link> in(Transaction transaction, Collection<UUID> homes) {
    return transaction.sql(SQL).bindList("homes", homes).list(FindLinks::link);
  }

  private static Link link(Row row) {
    Answer answer =
        new Answer(
            row.id("id"),
            row.text("purpose"),
            row.flag("given"),
            row.text("basis"),
            row.text("evidence"),
            row.instant("answered_at"),
            row.flag("counts"));
    return new Link(row.id("home"), (int) row.number("nr"), answer, row.text("seal"));
  }
}
