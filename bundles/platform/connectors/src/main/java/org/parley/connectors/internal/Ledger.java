// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.InstantSource;

/** Where what was used of windows is noted, and where more of them comes from. */
interface Ledger {
  /**
   * Has an allowance settled, at once or soon. Called with its turnstile's lock held; when it is
   * settled later, the turnstile is told without it.
   */
  void ask(Allowance allowance);

  /**
   * Whether what is in hand may be used: a hub that was away for long may be taken for gone, and
   * what it had in hand for used.
   */
  default boolean isTrusted() {
    return true;
  }

  /** Nobody settles anything here but this hub, and nothing outlives it: for trials and tests. */
  static Ledger inMemory(InstantSource clock) {
    return new LedgerInMemory(clock);
  }
}
