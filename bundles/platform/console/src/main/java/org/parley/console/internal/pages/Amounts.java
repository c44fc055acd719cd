// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.console.internal.Visit;

/**
 * Amounts as people write them in their language, such as 1,200.50 EUR or 1.200,50 EUR. What could
 * mean two things is refused: a sum that is a thousand times too small looks like any other.
 */
final class Amounts {
  private static final Pattern PARTS = Pattern.compile("(.*\\d)\\s*([A-Za-z]{3})");

  private Amounts() {}

  /**
   * @throws InvalidInput when it is no amount of a currency, written in the viewer's language
   */
  static Money read(String text, Visit visit) {
    try {
      return read(text, visit.words().locale());
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new InvalidInput("amount", visit.say("leads.amount.wrong"));
    }
  }

  /**
   * @throws IllegalArgumentException when it is no amount
   * @throws ArithmeticException when it is beyond all sums
   */
  static Money read(String text, Locale locale) {
    Matcher parts = PARTS.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("No sum with its currency");
    }
    Currency currency = Currency.getInstance(parts.group(2).toUpperCase(Locale.ROOT));
    int digits = Math.max(0, currency.getDefaultFractionDigits());
    BigDecimal sum = number(parts.group(1), signs(locale), digits);
    return new Money(sum.movePointRight(digits).longValueExact(), currency);
  }

  /** Those of the language as such: what a country adds to it is rarely what is typed. */
  private static DecimalFormatSymbols signs(Locale locale) {
    return DecimalFormatSymbols.getInstance(Locale.forLanguageTag(locale.getLanguage()));
  }

  /** Groups of exactly three digits, and at most as many decimals as the currency has. */
  private static BigDecimal number(String text, DecimalFormatSymbols signs, int digits) {
    String grouping = "[" + Pattern.quote(String.valueOf(signs.getGroupingSeparator())) + " ]";
    String decimals = Pattern.quote(String.valueOf(signs.getDecimalSeparator()));
    Matcher number =
        Pattern.compile(
                "(\\d+|\\d{1,3}(?:"
                    + grouping
                    + "\\d{3})+)(?:"
                    + decimals
                    + "(\\d{1,"
                    + Math.max(1, digits)
                    + "}))?")
            .matcher(text);
    if (!number.matches() || (digits == 0 && number.group(2) != null)) {
      throw new IllegalArgumentException("No number of at most " + digits + " decimals");
    }
    String whole = number.group(1).replaceAll("\\D", "");
    return new BigDecimal(number.group(2) == null ? whole : whole + "." + number.group(2));
  }
}
