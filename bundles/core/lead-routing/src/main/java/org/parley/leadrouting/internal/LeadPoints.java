// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.leads.LeadScored.Points;
import org.parley.api.store.Transaction;

/** What the scores of leads are made of, as they were last counted. */
final class LeadPoints {
  private LeadPoints() {}

  static List<Points> of(Transaction tx, UUID lead) {
    return tx.sql("SELECT points, reason FROM leadrouting_points WHERE lead = :lead ORDER BY place")
        .bind("lead", lead)
        .list(row -> new Points((int) row.number("points"), row.text("reason")));
  }

  static void replace(Transaction tx, UUID lead, List<Points> points) {
    tx.sql("DELETE FROM leadrouting_points WHERE lead = :lead").bind("lead", lead).update();
    for (int place = 0; place < points.size(); place++) {
      tx.sql(
              """
              INSERT INTO leadrouting_points (lead, place, points, reason)
              VALUES (:lead, :place, :points, :reason)
              """)
          .bind("lead", lead)
          .bind("place", place)
          .bind("points", points.get(place).points())
          .bind("reason", points.get(place).reason())
          .update();
    }
  }
}
