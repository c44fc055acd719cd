// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.store.Transaction;

/** Finds one page of accounts, the youngest first. */
final class ListAccounts {
  private ListAccounts() {}

  static Paged<StoredAccount> find(Transaction transaction, PageRequest page) {
    List<StoredAccount> found =
        transaction
            .sql(
                AccountRows.COLUMNS
                    + " WHERE id < :below ORDER BY id DESC FETCH FIRST "
                    + (page.limit() + 1)
                    + " ROWS ONLY")
            .bind("below", page.below())
            .list(AccountRows::account);
    return Paged.of(found, page, account -> account.id().toString());
  }
}
