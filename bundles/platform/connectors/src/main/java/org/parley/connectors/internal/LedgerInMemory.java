// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Settles at once, in memory. */
final class LedgerInMemory implements Ledger {
  private final UUID hub = UUID.randomUUID();
  private final InstantSource clock;
  private final Map<String, WindowUse> uses;
  private final Set<UUID> living;

  LedgerInMemory(InstantSource clock) {
    this(clock, new HashMap<>(), new HashSet<>());
  }

  private LedgerInMemory(InstantSource clock, Map<String, WindowUse> uses, Set<UUID> living) {
    this.clock = clock;
    this.uses = uses;
    this.living = living;
    living.add(hub);
  }

  /** Another hub on the same books. */
  LedgerInMemory another() {
    return new LedgerInMemory(clock, uses, living);
  }

  /** The hub is gone, with all that it had in hand. */
  void die() {
    living.remove(hub);
  }

  @Override
  public void ask(Allowance allowance) {
    WindowUse use = uses.computeIfAbsent(allowance.key(), key -> new WindowUse(allowance.frame()));
    WindowUse.Claim claim = allowance.claim(true);
    allowance.settled(claim, use.settle(hub, claim, living, clock.instant()));
  }
}
