// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.List;
import java.util.UUID;
import org.parley.api.bus.Bus;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.store.Transaction;

/** Drops the leads of people who were erased, and that they asked for contact. */
final class ForgetPeople {
  private static final String LEADS =
      "SELECT id FROM leadrouting_lead WHERE profile IN (<people>) OR first_profile IN (<people>)";

  private static final List<String> SQL =
      List.of(
          "DELETE FROM leadrouting_event WHERE lead IN (" + LEADS + ")",
          "DELETE FROM leadrouting_points WHERE lead IN (" + LEADS + ")",
          "DELETE FROM leadrouting_lead WHERE profile IN (<people>) OR first_profile IN (<people>)",
          "DELETE FROM leadrouting_request WHERE profile IN (<people>)",
          "UPDATE leadrouting_lead SET sharer = NULL WHERE sharer IN (<people>)");

  private ForgetPeople() {}

  /** What was said of their leads is erased from the bus, too. */
  static void of(Transaction tx, ProfileErased erased, Bus bus) {
    List<UUID> people = erased.allProfiles();
    List<String> leads =
        tx.sql(LEADS).bindList("people", people).list(row -> row.id("id").toString());
    if (!leads.isEmpty()) {
      bus.erase(tx, leads);
    }
    SQL.forEach(sql -> tx.sql(sql).bindList("people", people).update());
  }
}
