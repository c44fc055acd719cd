// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The right to do what only one hub does at a time. It is kept for as long as the hub gives signs
 * of life, and goes to another that asks once these have stopped. Whoever was merely asleep may
 * believe for a moment that it still holds; so each transaction that writes under a lease has it
 * checked. May be used from any thread.
 */
@ProviderType
public interface Lease {
  /**
   * Takes it, keeps it or finds that another has it; to be asked before each piece of work. Mostly
   * answers from memory; asks the database where it is not sure. Where another had it in between
   * the answer is no, once at least, though it may be free again: whoever held it begins anew.
   *
   * @throws org.parley.api.ParleyException with fault {@code HUB} when the database cannot be
   *     reached
   */
  boolean hold();

  /**
   * Makes sure that it is still held, and that nobody takes it over before the transaction has
   * ended. To be called first of all in a transaction that writes under it.
   *
   * @throws LeaseLost when it is not held, or another has it by now
   */
  void check(Transaction transaction);

  /**
   * Gives it up, so that another need not wait; does nothing when it is not held. Never fails: what
   * the database does not hear of goes with this hub.
   */
  void give();
}
