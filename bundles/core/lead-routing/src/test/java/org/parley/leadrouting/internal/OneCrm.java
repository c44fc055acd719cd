// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static org.parley.leadrouting.internal.World.CRM;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;

/** One account, which is a CRM. */
final class OneCrm implements Accounts {
  @Override
  public Optional<Account> find(UUID id) {
    return id.equals(CRM) ? Optional.of(crm()) : Optional.empty();
  }

  @Override
  public List<Account> all() {
    return List.of(crm());
  }

  private static Account crm() {
    return new Account(CRM, "sandbox-crm", "CRM", Account.Status.ONLINE, Optional.empty(), "Ready");
  }
}
