// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Money;
import org.parley.api.security.Caller;

/** What the calls of accounts cost, for those whose systems ask a price for a call. */
@ProviderType
public interface Spending {
  /** What an account has spent; empty when its system has no price. */
  Optional<Spent> find(UUID account);

  /**
   * Sets what the calls of an account may cost in a month of the calendar, in UTC. What would cost
   * more waits for the next one. Audited.
   *
   * @param cap empty for as much as it comes to
   * @throws org.parley.api.NotFound when there is no such account, or its system has no price
   * @throws org.parley.api.InvalidInput when the currency is not that of the price
   */
  Spent cap(UUID account, Optional<Money> cap, Caller by);

  /**
   * What an account has spent this month.
   *
   * @param micros in millionths of the currency's unit, calls under way included
   * @param currency in which its system asks
   * @param cap what the month may cost
   */
  record Spent(long micros, Currency currency, Optional<Money> cap) {
    public Spent {
      requireNonNull(currency);
      requireNonNull(cap);
    }
  }
}
