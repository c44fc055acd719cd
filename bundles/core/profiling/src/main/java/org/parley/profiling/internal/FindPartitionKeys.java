// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Under which partition keys may records on the bus tell of these profiles? */
final class FindPartitionKeys {
  private static final String SQL =
      """
      SELECT kind, network, value FROM profiling_identifier WHERE profile IN (<profiles>)
      UNION
      SELECT kind, network, value FROM profiling_claim WHERE profile IN (<profiles>)
      """;

  private FindPartitionKeys() {}

  static Set<String> in(Transaction transaction, Collection<UUID> profiles) {
    Set<String> keys =
        new TreeSet<>(
            transaction
                .sql(SQL)
                .bindList("profiles", profiles)
                .list(row -> pointer(row).toIdentifier().partitionKey()));
    profiles.forEach(profile -> keys.add(profile.toString()));
    return keys;
  }

  private static Pointer pointer(Row row) {
    return new Pointer(
        row.constant("kind", Identifier.Kind.class),
        row.text("network"),
        row.text("value"),
        false,
        false);
  }
}
