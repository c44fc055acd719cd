// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.NotFound;
import org.parley.api.accounts.Spending;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connectors.internal.BudgetRows.Kept;
import org.parley.connectors.internal.WindowUse.Frame;

/** What the calls of accounts cost, from the books on budgets. */
@Component
public final class Spendings implements Spending {
  private static final int MICROS = 6;

  private final Switchboard board;
  private final Audit audit;

  @Activate
  public Spendings(@Reference Switchboard board, @Reference Audit audit) {
    this.board = board;
    this.audit = audit;
  }

  /** Under which an account's money is in the books. */
  static String keyOf(UUID account) {
    return "account:" + account + "/" + Toll.MONEY;
  }

  @Override
  public Optional<Spent> find(UUID account) {
    return store()
        .read(
            transaction ->
                currency(transaction, account)
                    .map(currency -> spent(transaction, account, currency)));
  }

  @Override
  public Spent cap(UUID account, Optional<Money> cap, Caller by) {
    return store()
        .inTransaction(
            transaction -> {
              Currency currency =
                  currency(transaction, account)
                      .orElseThrow(() -> new NotFound("spending", account));
              Optional<Long> micros = cap.map(money -> micros(money, currency));
              BudgetRows.lock(transaction, keyOf(account), Optional.of(account));
              BudgetRows.cap(transaction, keyOf(account), micros);
              audit.note(
                  transaction,
                  by,
                  "account.capped",
                  account.toString(),
                  cap.map(money -> money.minor() + " " + currency).orElse(""));
              return spent(transaction, account, currency);
            });
  }

  private static Spent spent(Transaction transaction, UUID account, Currency currency) {
    Optional<Kept> kept = BudgetRows.find(transaction, keyOf(account));
    Instant now = transaction.now();
    Frame month = Frame.monthly(Long.MAX_VALUE / 4);
    long micros = kept.map(row -> new WindowUse(month, row.state()).taken(now)).orElse(0L);
    Optional<Money> cap =
        kept.flatMap(Kept::cap).map(most -> new Money(most / perMinor(currency), currency));
    return new Spent(micros, currency, cap);
  }

  private Optional<Currency> currency(Transaction transaction, UUID account) {
    return AccountRows.find(transaction, account)
        .flatMap(stored -> board.find(stored.connector()))
        .flatMap(joined -> price(joined.descriptor().budget()))
        .map(Price::currency);
  }

  private static Optional<Price> price(RateBudget budget) {
    return budget.costs().values().stream().flatMap(cost -> cost.price().stream()).findFirst();
  }

  private static long micros(Money money, Currency currency) {
    if (!money.currency().equals(currency)) {
      throw new InvalidInput(
          "currency", "Is '" + money.currency() + "'; the system asks for " + currency);
    }
    if (money.minor() < 0) {
      throw new InvalidInput("minor", "Is '" + money.minor() + "'; the least is 0");
    }
    return Math.multiplyExact(money.minor(), perMinor(currency));
  }

  private static long perMinor(Currency currency) {
    long micros = 1;
    for (int i = Math.max(0, currency.getDefaultFractionDigits()); i < MICROS; i++) {
      micros *= 10;
    }
    return micros;
  }

  private Store store() {
    return board.hub().store();
  }
}
