// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.parley.api.store.Transaction;
import org.parley.shortening.internal.DayVisitors.Arrival;

/** Remembers a visitor for a day in a row of their own. */
final class RememberVisitor {
  private static final String INSERT =
      "INSERT INTO shortening_visitor (day_number, link, daily_key) VALUES (:day, :link, :dailyKey)";

  private RememberVisitor() {}

  /** Says whether the visitor came for the first time that day. */
  static boolean in(Transaction tx, long day, Arrival arrival) {
    return tx.sql(INSERT)
        .bind("day", day)
        .bind("link", arrival.link())
        .bind("dailyKey", arrival.dailyKey())
        .insertIfAbsent();
  }
}
