// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Money;

class AmountsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.200 EUR | de | 120000",
        "1.200,50 EUR | de | 120050",
        "1200,5 eur | de-AT | 120050",
        "1 234 567,89EUR | de | 123456789",
        "1,200 EUR | en | 120000",
        "1,200.50 EUR | en | 120050",
        "0.01 EUR | en | 1"
      })
  void readsWhatThePersonsLanguageMeans(String text, String language, long minor) {
    assertThat(Amounts.read(text, Locale.forLanguageTag(language)))
        .isEqualTo(new Money(minor, Currency.getInstance("EUR")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1200",
        "EUR",
        "1.200 EUR",
        "12,00 EUR",
        "1,2000 EUR",
        "1200,50 EUR",
        "-5 EUR",
        "5 EURO",
        "5 QQQ",
        "1.2.3 EUR",
        "99999999999999999999 EUR"
      })
  void refusesInEnglishWhatMayMeanSomethingElse(String text) {
    assertThatThrownBy(() -> Amounts.read(text, Locale.ENGLISH))
        .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
  }

  @Test
  void knowsCurrenciesWithoutMinorUnits() {
    assertThat(Amounts.read("1,200 JPY", Locale.ENGLISH))
        .isEqualTo(new Money(1200, Currency.getInstance("JPY")));
    assertThatThrownBy(() -> Amounts.read("1.5 JPY", Locale.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Amounts.read("3 XAU", Locale.GERMAN).minor()).isEqualTo(3);
  }
}
