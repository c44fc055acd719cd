// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * What a vendor asks for one call, in millionths of a currency's unit: calls cost less than a cent.
 *
 * @param micros for a call
 * @param microsWithLink for one whose text holds a link, which may cost more
 * @param currency of both
 */
public record Price(long micros, long microsWithLink, Currency currency) {
  private static final int MICROS = 6;

  public Price {
    requireNonNull(currency);
    if (micros < 0 || microsWithLink < 0) {
      throw new IllegalArgumentException("A price is not below 0");
    }
  }

  /** Such as {@code of("0.015", "USD")}. */
  public static Price of(String amount, String currency) {
    long micros = micros(amount);
    return new Price(micros, micros, Currency.getInstance(currency));
  }

  /** The same; one with a link costs that. */
  public Price withLink(String amount) {
    return new Price(micros, micros(amount), currency);
  }

  private static long micros(String amount) {
    return new BigDecimal(amount).movePointRight(MICROS).longValueExact();
  }
}
