// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/** Whom do pointers point at? */
final class FindHeld {
  private static final int AT_ONCE = 500;

  private static final String ONE =
      """
      SELECT i.verified, i.contested, p.id, p.state, p.remember
      FROM profiling_identifier i JOIN profiling_profile p ON p.id = i.profile
      WHERE i.kind = :kind AND i.network = :network AND i.value = :value
      """;
  private static final String MANY =
      """
      SELECT i.kind, i.network, i.value, i.verified, i.contested, p.id, p.state, p.remember
      FROM profiling_identifier i JOIN profiling_profile p ON p.id = i.profile
      WHERE i.value IN (<values>)
      """;

  private FindHeld() {}

  /** Empty when nobody was ever seen with it. */
  static Optional<Held> in(Transaction transaction, Pointer pointer) {
    return transaction
        .sql(ONE)
        .bind("kind", pointer.kind())
        .bind("network", pointer.network())
        .bind("value", pointer.value())
        .first(row -> held(transaction, pointer, row));
  }

  /**
   * The same of many in a few questions, for a database that is a round trip away. Those that
   * nobody was ever seen with are left out.
   */
  static Map<Pointer, Held> in(Transaction transaction, Collection<Pointer> pointers) {
    Map<Spot, Pointer> asked = new HashMap<>();
    pointers.forEach(pointer -> asked.put(Spot.of(pointer), pointer.withVerified(false)));
    List<String> values =
        new ArrayList<>(pointers.stream().map(Pointer::value).collect(Collectors.toSet()));
    Map<Pointer, Held> found = new HashMap<>();
    for (int from = 0; from < values.size(); from += AT_ONCE) {
      List<String> some = values.subList(from, Math.min(values.size(), from + AT_ONCE));
      transaction
          .sql(MANY)
          .bindList("values", some)
          .list(
              row -> {
                Pointer pointer = asked.get(Spot.of(row));
                return pointer == null
                    || found.put(pointer, held(transaction, pointer, row)) == null;
              });
    }
    return found;
  }

  private static Held held(Transaction transaction, Pointer pointer, Row row) {
    boolean shared =
        pointer.isVisitor() && row.flag("contested") && CountHolders.in(transaction, pointer) > 1;
    return new Held(pointer, Optional.of(FindHolder.holder(row)), row.flag("verified"), shared);
  }

  /** Where a pointer stands in the table. */
  private record Spot(Kind kind, String network, String value) {
    static Spot of(Pointer pointer) {
      return new Spot(pointer.kind(), pointer.network(), pointer.value());
    }

    static Spot of(Row row) {
      return new Spot(row.constant("kind", Kind.class), row.text("network"), row.text("value"));
    }
  }
}
