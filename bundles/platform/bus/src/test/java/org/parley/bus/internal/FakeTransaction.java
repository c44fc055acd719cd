// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** A transaction that ends when a test says so and knows no SQL. */
final class FakeTransaction implements Transaction {
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Runnable> afterRollback = new ArrayList<>();

  @Override
  public Statement sql(String sql) {
    throw new UnsupportedOperationException(sql);
  }

  @Override
  public Instant now() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void beforeCommit(Consumer<Transaction> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  @Override
  public void afterRollback(Runnable work) {
    afterRollback.add(work);
  }

  void commit() {
    afterCommit.forEach(Runnable::run);
  }

  void rollBack() {
    afterRollback.forEach(Runnable::run);
  }
}
