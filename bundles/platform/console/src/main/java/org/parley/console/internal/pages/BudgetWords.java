// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.console.internal.Words;

/** A budget in words for a person. */
record BudgetWords(RateBudget budget, Words words) {
  private static final int MICROS = 6;

  /** Such as "300 calls in 15 min, for all accounts together". */
  List<String> limits() {
    return budget.windows().stream()
        .map(
            window ->
                words.say(
                    "connectors.limit." + window.scope(),
                    window.amount(),
                    window.unit().equals(RateBudget.CALLS)
                        ? words.say("connectors.calls")
                        : window.unit(),
                    Spans.write(window.span().toString())))
        .toList();
  }

  /** Such as "Publish: 0.015 USD, with a link 0.2 USD". */
  List<String> prices() {
    return budget.costs().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            cost ->
                cost.getValue().price().stream()
                    .map(price -> words.of(cost.getKey()) + ": " + price(price)))
        .toList();
  }

  private String price(Price price) {
    String each = amount(price.micros()) + " " + price.currency();
    return price.micros() == price.microsWithLink()
        ? each
        : words.say("connectors.price.link", each, amount(price.microsWithLink()));
  }

  private static String amount(long micros) {
    return BigDecimal.valueOf(micros, MICROS).stripTrailingZeros().toPlainString();
  }
}
