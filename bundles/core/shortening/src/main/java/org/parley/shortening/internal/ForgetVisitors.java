// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.util.List;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Tally.LinkDay;

/**
 * Forgets who was counted on past days in rows of their own, a link at a time so that no lock
 * covers the table.
 */
final class ForgetVisitors {
  private static final String PAST =
      "SELECT DISTINCT day_number, link FROM shortening_visitor WHERE day_number < :day";

  private static final String DELETE =
      "DELETE FROM shortening_visitor WHERE day_number = :day AND link = :link";

  private ForgetVisitors() {}

  /** The links that were followed on days before this one. */
  static List<LinkDay> before(Transaction tx, long day) {
    return tx.sql(PAST)
        .bind("day", day)
        .list(row -> new LinkDay(row.id("link"), row.number("day_number")));
  }

  static int of(Transaction tx, LinkDay past) {
    return tx.sql(DELETE).bind("day", past.day()).bind("link", past.link()).update();
  }
}
