// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;

/** Answers what other rooms ask about accounts. */
@Component
public final class AccountList implements Accounts {
  private final Switchboard board;
  private final AccountView view;

  @Activate
  public AccountList(@Reference Switchboard board) {
    this.board = board;
    view = new AccountView(board);
  }

  @Override
  public Optional<Account> find(UUID id) {
    return board.hub().store().read(transaction -> AccountRows.find(transaction, id)).map(view::of);
  }

  @Override
  public List<Account> all() {
    return view.of(board.hub().store().read(AccountRows::all));
  }
}
