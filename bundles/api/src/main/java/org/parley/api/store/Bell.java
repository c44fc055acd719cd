// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * By which the hubs of a database tell each other that something lies there that concerns them, so
 * that who looks for it from time to time looks at once. A hint and no more: one may be lost or
 * come without need, so nothing may depend on it but how soon something is seen.
 */
@ProviderType
public interface Bell {
  /**
   * Wakes those who listen on the other hubs, a few milliseconds later. Returns at once and never
   * fails; rung many times in a row it wakes them some fifty times a second. What they are to see
   * must be committed before: from a transaction, ring {@link Transaction#afterCommit after its
   * commit}.
   */
  void ring();

  /**
   * Has something done whenever another hub rings, and whenever a ring may have been missed, as
   * after the database was away.
   *
   * @param wake run on a thread that all bells share; must neither block nor throw
   */
  void listen(Runnable wake);

  /** Ends what {@link #listen} began with the same object. */
  void ignore(Runnable wake);
}
