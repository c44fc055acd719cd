// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to happen around the end of one transaction; its own close tells those who waited. */
final class Hooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private final Deque<Consumer<Transaction>> beforeCommit = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<Runnable> afterRollback = new ArrayList<>();
  private boolean committed;

  void beforeCommit(Consumer<Transaction> work) {
    beforeCommit.add(work);
  }

  void afterCommit(Runnable work) {
    afterCommit.add(work);
  }

  void afterRollback(Runnable work) {
    afterRollback.add(work);
  }

  /** Does what was asked for before the commit, also what that asks for in turn. */
  void runBeforeCommit(Transaction transaction) {
    for (Consumer<Transaction> next = beforeCommit.poll();
        next != null;
        next = beforeCommit.poll()) {
      next.accept(transaction);
    }
  }

  void committed() {
    committed = true;
  }

  @Override
  public void close() {
    (committed ? afterCommit : afterRollback).forEach(Hooks::tell);
  }

  private static void tell(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("What was to follow the end of a transaction failed; the end stands", e);
    }
  }
}
