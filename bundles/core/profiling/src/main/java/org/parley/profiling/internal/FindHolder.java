// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Which live profile is this one part of? */
final class FindHolder {
  private static final String SQL =
      """
      SELECT r.id, r.state, r.remember
      FROM profiling_profile p JOIN profiling_profile r ON r.id = p.root
      WHERE p.id = :id AND r.state IN ('ANONYMOUS', 'IDENTIFIED')
      """;

  private FindHolder() {}

  /** Empty when there never was such a profile, or it was erased. */
  static Optional<Holder> in(Transaction transaction, UUID id) {
    return transaction.sql(SQL).bind("id", id).first(FindHolder::holder);
  }

  static Holder holder(Row row) {
    return new Holder(
        row.id("id"),
        row.constant("state", Profile.State.class) == Profile.State.IDENTIFIED,
        row.constant("remember", Remember.class),
        Map.of());
  }
}
