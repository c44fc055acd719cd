// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    Map<UUID, Long> aside = board.hub().store().read(NotedCalls::aside);
    return accounts.stream().map(account -> of(account, aside)).toList();
  }

  Account of(StoredAccount account) {
    return of(List.of(account)).get(0);
  }

  /** What its system told and nobody understands is trouble, however well it does otherwise. */
  private Account of(StoredAccount account, Map<UUID, Long> aside) {
    Account shown = asItDoes(account);
    @Nullable Long calls = aside.get(account.id());
    return calls == null
        ? shown
        : new Account(
            shown.id(),
            shown.connector(),
            shown.name(),
            shown.status() == Status.ONLINE ? Status.DEGRADED : shown.status(),
            shown.fault(),
            "%s; calls by its system that are not understood: %d"
                .formatted(shown.statusText(), calls));
  }

  private Account asItDoes(StoredAccount account) {
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
