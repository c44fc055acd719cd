// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.ParleyException;
import org.parley.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs accounts out: gives back what they hold where that can be done, and forgets it. */
final class SigningOut {
  private static final Logger LOG = LoggerFactory.getLogger(SigningOut.class);

  private final Switchboard board;
  private final SignedAccounts accounts;

  SigningOut(Switchboard board, SignedAccounts accounts) {
    this.board = board;
    this.accounts = accounts;
  }

  /**
   * Whatever the system says, the account is signed out here.
   *
   * @return what it said, one sentence
   */
  String leave(StoredAccount account, Caller by) {
    Optional<Joined<?>> connector = board.find(account.connector());
    Optional<StoredApp> app = appOf(account.id());
    Optional<Held> held = accounts.held(account);
    String said = giveBack(connector, account, app, held);
    Optional<Held> last = accounts.leave(account, by);
    boolean renewed = last.isPresent() && !last.equals(held);
    return renewed ? giveBack(connector, account, app, last) : said;
  }

  private String giveBack(
      Optional<Joined<?>> connector,
      StoredAccount account,
      Optional<StoredApp> app,
      Optional<Held> held) {
    if (connector.isEmpty()) {
      return "Connector '" + account.connector() + "' is not there; its system was not asked";
    }
    String system = connector.get().descriptor().name();
    if (held.isEmpty()) {
      return system + " was not asked: nothing was kept that could be given back";
    }
    try {
      return giveBack(system, account, flow(connector.get(), account, app), held.get());
    } catch (ParleyException e) {
      return failed(system, e);
    }
  }

  private String giveBack(String system, StoredAccount account, Optional<Flow> flow, Held held) {
    try {
      if (accounts.isShared(account, held)) {
        return system + " was not asked: other accounts go by the same sign-in";
      }
      return flow.isPresent() && flow.get().leave(held)
          ? system + " has taken the sign-in back"
          : system + " offers no means to take a sign-in back; remove the app there";
    } catch (CallFailed | ParleyException e) {
      return failed(system, e);
    }
  }

  private static String failed(String system, Exception why) {
    return system + " could not take the sign-in back: " + why.getMessage();
  }

  /**
   * Prepares to give back what an account holds that is about to be removed, for its settings and
   * secrets go with it.
   *
   * @return does it once the account is gone; nothing where no person had signed in
   */
  Runnable ofRemoved(StoredAccount account) {
    Optional<Joined<?>> connector =
        board.find(account.connector()).filter(found -> found.descriptor().signIn().isPersonal());
    Optional<Held> held = accounts.held(account);
    if (connector.isEmpty() || held.isEmpty()) {
      return () -> {};
    }
    try {
      String system = connector.get().descriptor().name();
      Optional<Flow> flow = flow(connector.get(), account, appOf(account.id()));
      return () ->
          LOG.info(
              "Account '{}' was removed. {}",
              account.name(),
              giveBack(system, account, flow, held.get()));
    } catch (ParleyException insufficient) {
      return () -> {};
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
