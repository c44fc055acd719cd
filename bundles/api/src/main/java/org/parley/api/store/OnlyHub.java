// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

/** There is nobody else who could take it over. */
enum OnlyHub implements Lease {
  LEASE;

  @Override
  public boolean hold() {
    return true;
  }

  @Override
  public void check(Transaction transaction) {
    // always held
  }

  @Override
  public void give() {
    // nobody waits for it
  }
}
