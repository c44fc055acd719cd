// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static java.util.Objects.requireNonNull;

import java.util.Currency;

/**
 * An amount in minor units.
 *
 * @param minor the amount in the currency's smallest unit, such as cents; may be negative
 * @param currency the ISO 4217 currency
 */
public record Money(long minor, Currency currency) {
  public Money {
    requireNonNull(currency);
  }

  /** The sum of two amounts of the same currency. */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "Amounts in '" + currency + "' and '" + other.currency + "' cannot be added");
    }
    return new Money(Math.addExact(minor, other.minor), currency);
  }
}
