// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Transaction;

/** The table of requests for contact. */
final class ContactRequests {
  private ContactRequests() {}

  /** Notes a request; says whether it was not known yet. */
  static boolean note(Transaction tx, InteractionJoined request) {
    return tx.sql("INSERT INTO leadrouting_request (id, profile) VALUES (:id, :profile)")
        .bind("id", request.interaction().id())
        .bind("profile", request.profile())
        .insertIfAbsent();
  }
}
