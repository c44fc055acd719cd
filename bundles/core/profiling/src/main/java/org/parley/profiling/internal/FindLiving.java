// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles.Who;
import org.parley.api.store.Portions;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * Which live profiles are these part of?
 *
 * <p>Most are live themselves. Those that have gone into others are few and asked for one by one: a
 * join over many would hold one row of an embedded database while it waits for another.
 */
final class FindLiving {
  private static final String SQL =
      """
      SELECT id, state FROM profiling_profile
      WHERE id IN (<profiles>) AND state IN ('ANONYMOUS', 'IDENTIFIED')
      """;

  private FindLiving() {}

  /** By the ids that were asked for; those of nobody who lives are left out. */
  static Map<UUID, Who> in(Transaction transaction, Collection<UUID> ids) {
    Map<UUID, Who> living = new HashMap<>();
    for (List<UUID> some : Portions.of(new HashSet<>(ids))) {
      transaction
          .sql(SQL)
          .bindList("profiles", some)
          .list(FindLiving::who)
          .forEach(who -> living.put(who.id(), who));
    }
    Set<UUID> others = new HashSet<>(ids);
    others.removeAll(living.keySet());
    for (UUID id : others) {
      FindHolder.in(transaction, id).map(FindLiving::who).ifPresent(who -> living.put(id, who));
    }
    return living;
  }

  private static Who who(Row row) {
    return new Who(row.id("id"), row.constant("state", Profile.State.class));
  }

  static Who who(Holder holder) {
    return new Who(
        holder.id(), holder.identified() ? Profile.State.IDENTIFIED : Profile.State.ANONYMOUS);
  }
}
