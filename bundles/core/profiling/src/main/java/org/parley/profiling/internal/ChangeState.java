// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Transaction;

/** Notes what has become of a profile. */
final class ChangeState {
  private static final String SQL =
      """
      UPDATE profiling_profile SET state = :state WHERE id = :id
      """;
  private static final String PROOFS =
      """
      SELECT 1 AS one FROM profiling_identifier
      WHERE profile = :id AND verified = TRUE AND kind <> 'VISITOR'
      UNION
      SELECT 1 AS one FROM profiling_claim
      WHERE profile = :id AND verified = TRUE AND kind NOT IN ('VISITOR', 'FINGERPRINT')
      """;

  private ChangeState() {}

  static void identified(Transaction transaction, UUID id) {
    to(transaction, id, Profile.State.IDENTIFIED.name());
  }

  static void merged(Transaction transaction, UUID id) {
    to(transaction, id, "MERGED");
  }

  /** Sets a live profile's state by what it was shown to hold. */
  static void recount(Transaction transaction, UUID id) {
    boolean proven = transaction.sql(PROOFS).bind("id", id).first(row -> true).isPresent();
    to(transaction, id, (proven ? Profile.State.IDENTIFIED : Profile.State.ANONYMOUS).name());
  }

  private static void to(Transaction transaction, UUID id, String state) {
    transaction.sql(SQL).bind("state", state).bind("id", id).update();
  }
}
