// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.accounts.AccountDetail;

/** Shows stored accounts with how they do at present. */
final class AccountView {
  private final Switchboard board;

  AccountView(Switchboard board) {
    this.board = board;
  }

  List<Account> of(List<StoredAccount> accounts) {
    return accounts.stream().map(this::of).toList();
  }

  Account of(StoredAccount account) {
    if (!account.enabled()) {
      return with(account, Status.DISABLED, Optional.empty(), "Switched off");
    }
    Optional<Joined<?>> connector = board.find(account.connector());
    if (connector.isEmpty()) {
      String message = "Its connector '" + account.connector() + "' is not there";
      return with(account, Status.OFFLINE, Optional.of(Fault.SETTINGS), message);
    }
    Optional<ParleyException> refusal = connector.get().refusal(account.id());
    if (refusal.isPresent()) {
      String message = String.valueOf(refusal.get().getMessage());
      return with(account, Status.OFFLINE, Optional.of(refusal.get().fault()), message);
    }
    return connector
        .get()
        .line(account.id())
        .map(Line::condition)
        .map(at -> with(account, at.status(), at.fault(), at.sentence()))
        .orElseGet(() -> with(account, Status.STARTING, Optional.empty(), "Being switched on"));
  }

  AccountDetail detail(StoredAccount account) {
    Optional<String> hook =
        board.line(account).filter(Line::isHooked).map(line -> "/hooks/" + account.id());
    return new AccountDetail(
        of(account),
        account.settings(),
        account.secrets().keySet(),
        account.standardSince().isPresent(),
        account.repeatUnclear(),
        hook,
        account.version(),
        account.createdAt(),
        account.changedAt());
  }

  private static Account with(
      StoredAccount account, Status status, Optional<Fault> fault, String sentence) {
    return new Account(account.id(), account.connector(), account.name(), status, fault, sentence);
  }
}
