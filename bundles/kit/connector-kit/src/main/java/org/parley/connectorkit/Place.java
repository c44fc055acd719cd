// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.Map;
import java.util.UUID;
import org.parley.api.PageRequest;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Scope;
import org.parley.api.connectors.RateBudget.Window;

/**
 * An account and the system that stands in for its own, which several checks use one after the
 * other: to lay an account's routes takes longer than most checks.
 */
record Place(StandIn system, UUID account, Map<String, Object> settings) {
  Place {
    settings = Map.copyOf(settings);
  }

  /** Whether nothing shows that a check has used it: all is well, nothing waits for a person. */
  boolean isAsFound(Rig rig) {
    Account how = rig.hub().account(account);
    return how.status() == Status.ONLINE
        && how.fault().isEmpty()
        && rig.hub().handsOverFor(account)
        && hasRoom(rig.descriptor().budget())
        && rig.hub().desk().unclear(PageRequest.first(100)).items().stream()
            .noneMatch(unclear -> unclear.account().equals(account));
  }

  /** Whether half of each window at least is left, so that the next need not wait for it. */
  private boolean hasRoom(RateBudget budget) {
    return budget.windows().stream()
        .filter(window -> window.scope() == Scope.ACCOUNT)
        .allMatch(window -> 2 * used(budget, window) <= window.amount());
  }

  private long used(RateBudget budget, Window window) {
    if (window.unit().equals(RateBudget.CALLS)) {
      return system.askedEver();
    }
    return budget.costs().entrySet().stream()
        .mapToLong(
            each ->
                (long) each.getValue().units().getOrDefault(window.unit(), 0)
                    * system.askedEver(each.getKey()))
        .sum();
  }

  /** Ends it. */
  void clear(TrialHub hub) {
    system.close();
    hub.forget(account);
  }
}
