// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.function.Consumer;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** A transaction that counts its statements. */
final class CountedStatements implements Transaction {
  private final Transaction transaction;
  private int number;

  CountedStatements(Transaction transaction) {
    this.transaction = transaction;
  }

  int number() {
    return number;
  }

  @Override
  public Statement sql(String sql) {
    number++;
    return transaction.sql(sql);
  }

  @Override
  public Instant now() {
    return transaction.now();
  }

  @Override
  public void beforeCommit(Consumer<Transaction> work) {
    transaction.beforeCommit(work);
  }

  @Override
  public void afterCommit(Runnable work) {
    transaction.afterCommit(work);
  }

  @Override
  public void afterRollback(Runnable work) {
    transaction.afterRollback(work);
  }
}
