// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Store;
import org.parley.connector.Poll;
import org.parley.connector.Polled;
import org.parley.connectors.internal.Recurring.Turn;

/** Asks one source of an account for what is new; finds and cursor are stored together. */
record AskForNews(
    Capability source, Duration pace, Toll toll, Calls calls, Intake intake, Store store)
    implements Recurring.Errand {
  @Override
  public String name() {
    return source.name();
  }

  @Override
  public void run(Turn turn) throws CallFailed {
    var poll = new Poll(turn.last(), turn.now());
    Polled polled = calls.call(Step.poll(source), poll, Polled.class);
    intake.takeAll(
        store,
        turn.may(),
        polled.finds(),
        transaction -> {
          polled.cursor().ifPresent(next -> turn.cursors().move(transaction, next));
          if (polled.more()) {
            turn.cursors().due(transaction, turn.now());
          }
        });
  }
}
