// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Busy;
import org.parley.api.NotFound;
import org.parley.api.accounts.Webhooks;

/** Takes calls by connected systems. */
@Component
public final class Hooks implements Webhooks {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Switchboard board;

  @Activate
  public Hooks(@Reference Switchboard board) {
    this.board = board;
  }

  @Override
  public Answer receive(UUID account, Call call) {
    StoredAccount listening =
        board
            .hub()
            .store()
            .read(transaction -> AccountRows.find(transaction, account))
            .filter(StoredAccount::enabled)
            .orElseThrow(() -> new NotFound("webhook", account));
    return board
        .line(listening)
        .orElseThrow(
            () ->
                new Busy("Connector '%s' is being updated".formatted(listening.connector()), PAUSE))
        .receive(call);
  }
}
