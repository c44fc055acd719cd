// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.console.internal.Visit;

/** Amounts as people write them, such as 1200.50 EUR. */
final class Amounts {
  private static final String EUROS = "EUR";

  private Amounts() {}

  /**
   * @throws InvalidInput when it is no amount
   */
  static Money read(String text, Visit visit) {
    String[] parts = text.replace(',', '.').split("\\s+");
    try {
      String code = parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : EUROS;
      Currency currency = Currency.getInstance(code);
      int digits = Math.max(0, currency.getDefaultFractionDigits());
      return new Money(new BigDecimal(parts[0]).movePointRight(digits).longValueExact(), currency);
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new InvalidInput("amount", visit.say("leads.amount.wrong"));
    }
  }
}
