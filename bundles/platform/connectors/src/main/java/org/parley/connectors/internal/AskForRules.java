// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import org.parley.api.connectors.Rules;
import org.parley.api.store.Store;
import org.parley.connectors.internal.Recurring.Turn;

/** Asks a system once a day for the rules that hold for this account alone. */
record AskForRules(Calls calls, Store store) implements Recurring.Errand {
  private static final Duration DAILY = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

  @Override
  public String name() {
    return OwnRules.NAME;
  }

  @Override
  public Duration pace() {
    return AFTER_FAILURE;
  }

  @Override
  public Duration longest() {
    return DAILY;
  }

  @Override
  public void run(Turn turn) throws CallFailed {
    Rules rules = calls.call(Step.RULES, "", Rules.class);
    store.inTransaction(
        transaction -> {
          turn.may().accept(transaction);
          turn.cursors().move(transaction, OwnRules.write(rules));
          turn.cursors().due(transaction, turn.now().plus(DAILY));
          return rules;
        });
  }
}
