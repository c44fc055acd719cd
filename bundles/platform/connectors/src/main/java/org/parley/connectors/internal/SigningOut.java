// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.ParleyException;
import org.parley.api.security.Caller;

/** Signs accounts out: gives back what they hold where that can be done, and forgets it. */
final class SigningOut {
  private final Switchboard board;
  private final SignedAccounts accounts;

  SigningOut(Switchboard board, SignedAccounts accounts) {
    this.board = board;
    this.accounts = accounts;
  }

  /**
   * @return what the system said to that, one sentence
   */
  String leave(StoredAccount account, Caller by) {
    Optional<StoredApp> app = appOf(account.id());
    Optional<Held> held = accounts.held(account);
    String said = giveBack(account, app, held);
    Optional<Held> last = accounts.leave(account, by);
    boolean renewed = last.isPresent() && !last.equals(held);
    return renewed ? giveBack(account, app, last) : said;
  }

  /** Whatever comes of it, the account is signed out here. */
  private String giveBack(StoredAccount account, Optional<StoredApp> app, Optional<Held> held) {
    Optional<Joined<?>> connector = board.find(account.connector());
    if (connector.isEmpty()) {
      return "Connector '" + account.connector() + "' is not there; its system was not asked";
    }
    String system = connector.get().descriptor().name();
    if (held.isEmpty()) {
      return system + " was not asked: nothing was kept that could be given back";
    }
    try {
      if (accounts.isShared(account, held.get())) {
        return system + " was not asked: other accounts go by the same sign-in";
      }
      Optional<Flow> flow = flow(connector.get(), account, app);
      return flow.isPresent() && flow.get().leave(held.get())
          ? system + " has taken the sign-in back"
          : system + " offers no means to take a sign-in back; remove the app there";
    } catch (CallFailed | ParleyException e) {
      return system + " could not take the sign-in back: " + e.getMessage();
    }
  }

  private static Optional<Flow> flow(
      Joined<?> connector, StoredAccount account, Optional<StoredApp> app) {
    Flows flows = connector.flows(account);
    AppKeys keys = app.map(flows::keys).orElseGet(() -> flows.appOf(account.id()));
    return flows.flow(keys, "");
  }

  /** As what it was asked for, which is no longer known once the account is signed out. */
  private Optional<StoredApp> appOf(UUID account) {
    return board
        .hub()
        .store()
        .read(
            transaction ->
                SignInRows.find(transaction, account)
                    .flatMap(SignInRows.Stored::app)
                    .flatMap(app -> AppRows.find(transaction, app)));
  }
}
