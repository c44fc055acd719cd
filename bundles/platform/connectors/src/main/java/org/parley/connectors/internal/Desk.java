// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.AccountDesk;
import org.parley.api.accounts.AccountDetail;
import org.parley.api.accounts.AccountInput;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.store.Store;

/** What an administrator does with accounts. */
@Component
public final class Desk implements AccountDesk {
  private final Switchboard board;
  private final Store store;
  private final AccountView view;
  private final AccountChanges changes;
  private final Trials trials;

  @Activate
  public Desk(@Reference Switchboard board, @Reference Audit audit) {
    this.board = board;
    store = board.hub().store();
    view = new AccountView(board);
    var secrets = new AccountSecrets(board.hub().vault());
    changes = new AccountChanges(board, audit, secrets);
    trials = new Trials(board, secrets);
  }

  @Override
  public Paged<Account> list(PageRequest page) {
    Paged<StoredAccount> found = store.read(transaction -> ListAccounts.find(transaction, page));
    return new Paged<>(view.of(found.items()), found.next());
  }

  @Override
  public Optional<AccountDetail> find(UUID id) {
    return store.read(transaction -> AccountRows.find(transaction, id)).map(view::detail);
  }

  @Override
  public AccountDetail create(AccountInput input, Caller by) {
    return shown(changes.create(input, by));
  }

  @Override
  public AccountDetail change(UUID id, long version, AccountInput input, Caller by) {
    return shown(changes.change(id, version, input, by));
  }

  @Override
  public AccountDetail enable(UUID id, long version, Caller by) {
    return shown(changes.switchTo(true, id, version, by));
  }

  @Override
  public AccountDetail disable(UUID id, long version, Caller by) {
    return shown(changes.switchTo(false, id, version, by));
  }

  @Override
  public void remove(UUID id, Caller by) {
    shown(changes.remove(id, by));
  }

  @Override
  public Tested test(UUID id) {
    return trials.test(changes.get(id));
  }

  @Override
  public Tested test(AccountInput input, Optional<UUID> account) {
    return trials.test(input, account.map(changes::get));
  }

  @Override
  public Paged<Unclear> unclear(PageRequest page) {
    return store.read(transaction -> ListUnclear.find(transaction, page));
  }

  /** Routes start and stop when the change is durable, which may be that of a larger whole. */
  private AccountDetail shown(StoredAccount account) {
    store.inTransaction(
        transaction -> {
          transaction.afterCommit(() -> board.refresh(account.connector()));
          return account;
        });
    return view.detail(account);
  }
}
