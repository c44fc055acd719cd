// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.api.store.Transaction;

/**
 * What somebody did within one hour, counted: scores fade by days, so that nothing finer is needed
 * and a busy past takes little to look at.
 *
 * @param type the interactions' type
 * @param at when the last of them was done
 * @param times how many there were
 */
record Doings(String type, Instant at, long times) {
  /** What a profile did after a time. */
  static List<Doings> of(Transaction tx, UUID profile, Instant after) {
    return tx.sql(
            """
            SELECT type, MAX(at_time) AS last_at, COUNT(*) AS times FROM leadrouting_activity
            WHERE profile = :profile AND at_time > :after
            GROUP BY type, at_time / 3600000000
            """)
        .bind("profile", profile)
        .bind("after", after)
        .list(row -> new Doings(row.text("type"), row.instant("last_at"), row.number("times")));
  }
}
