// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Cost;

/**
 * What one piece of work takes of each unit that is counted.
 *
 * @param units by name, money in millionths under {@link #MONEY}
 */
record Toll(Map<String, Long> units) {
  static final String MONEY = "money";

  /** It calls nobody. */
  static final Toll NONE = new Toll(Map.of());

  /** A call that is no more than that. */
  static final Toll CALL = new Toll(Map.of(RateBudget.CALLS, 1L));

  Toll {
    units = Map.copyOf(units);
  }

  /**
   * What a call takes.
   *
   * @param what it is for
   * @param withLink whether what is handed over holds a link
   */
  static Toll of(RateBudget budget, Capability what, boolean withLink) {
    @Nullable Cost cost = budget.costs().get(what);
    if (cost == null) {
      return CALL;
    }
    Map<String, Long> units = new HashMap<>();
    cost.units().forEach((unit, amount) -> units.put(unit, amount.longValue()));
    units.putIfAbsent(RateBudget.CALLS, 1L);
    Optional<Price> price = cost.price();
    price.ifPresent(asked -> units.put(MONEY, withLink ? asked.microsWithLink() : asked.micros()));
    return new Toll(units);
  }

  long of(String unit) {
    return units.getOrDefault(unit, 0L);
  }

  /** Whether it takes something of one of them. */
  boolean takesAny(Set<String> these) {
    return these.stream().anyMatch(unit -> of(unit) > 0);
  }
}
