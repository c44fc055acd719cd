// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** How many verified identifiers of each sort do these profiles hold? */
final class FindProven {
  private static final String SQL =
      """
      SELECT profile, kind, network, value FROM profiling_identifier
      WHERE profile IN (<profiles>) AND verified = TRUE AND kind <> 'VISITOR'
      """;

  private FindProven() {}

  static Map<UUID, Map<String, Integer>> in(
      Transaction transaction, Collection<UUID> profiles, WeakAddresses weakAddresses) {
    List<Proof> proofs =
        transaction
            .sql(SQL)
            .bindList("profiles", profiles)
            .list(row -> new Proof(row.id("profile"), pointer(row, weakAddresses)));
    Map<UUID, Map<String, Integer>> counted = new HashMap<>();
    for (Proof proof : proofs) {
      if (!proof.pointer.weak()) {
        counted
            .computeIfAbsent(proof.profile, profile -> new HashMap<>())
            .merge(proof.pointer.sort(), 1, Integer::sum);
      }
    }
    return counted;
  }

  private static Pointer pointer(Row row, WeakAddresses weakAddresses) {
    Kind kind = row.constant("kind", Kind.class);
    String value = row.text("value");
    boolean weak = kind == Kind.EMAIL && weakAddresses.includes(value);
    return new Pointer(kind, row.text("network"), value, true, weak);
  }

  private record Proof(UUID profile, Pointer pointer) {}
}
