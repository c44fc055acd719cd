// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.accounts.AccountDesk.Unclear;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Finds what may or may not have been delivered, the youngest first. */
final class ListUnclear {
  private static final String SQL =
      """
      SELECT account, capability, delivery_key, tried_at, reason FROM connectors_delivery
      WHERE state = :state AND delivery_key < :below
      ORDER BY delivery_key DESC FETCH FIRST
      """;

  private ListUnclear() {}

  static Paged<Unclear> find(Transaction transaction, PageRequest page) {
    List<Unclear> found =
        transaction
            .sql(SQL + (page.limit() + 1) + " ROWS ONLY")
            .bind("state", Attempt.State.UNCLEAR)
            .bind("below", page.below())
            .list(ListUnclear::unclear);
    return Paged.of(found, page, each -> each.key().toString());
  }

  private static Unclear unclear(Row row) {
    return new Unclear(
        row.id("account"),
        row.constant("capability", Capability.class),
        row.id("delivery_key"),
        row.instant("tried_at"),
        row.findText("reason").orElse(""));
  }
}
