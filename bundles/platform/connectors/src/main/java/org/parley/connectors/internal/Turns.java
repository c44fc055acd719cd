// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Lease;
import org.parley.api.store.Leases;

/**
 * The turns in which the token of each account is renewed. They outlive the routes: one that is
 * renewing while its account's routes are laid anew would else be joined by a second.
 */
final class Turns {
  private final Map<UUID, Turn> byAccount = new ConcurrentHashMap<>();
  private final Leases leases;

  Turns(Leases leases) {
    this.leases = leases;
  }

  Turn of(UUID account) {
    return byAccount.computeIfAbsent(
        account, id -> new Turn(leases.of("connectors.token." + Tokens.nameOf(id))));
  }

  /** For an account that was no more than tried. */
  void forget(UUID account) {
    byAccount.remove(account);
  }

  /** Of one account. */
  static final class Turn {
    /** Where there is no account, for it is only tried. */
    static final long NO_ACCOUNT = -1;

    /** Of the account as its present routes know it. */
    volatile long version = NO_ACCOUNT;

    /** Keeps other threads out. */
    final ReentrantLock lock = new ReentrantLock();

    /** Keeps other hubs out. */
    final Lease lease;

    /** What was given and could not be kept yet. */
    volatile @Nullable Unkept unkept;

    private Turn(Lease lease) {
      this.lease = lease;
    }
  }

  /**
   * A token that only memory holds.
   *
   * @param from the row's turn from which it was asked for
   */
  record Unkept(Held held, long from) {}
}
