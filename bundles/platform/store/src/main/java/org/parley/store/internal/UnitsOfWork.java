// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Store;

/** Runs work in transactions, again where another transaction was in the way. */
final class UnitsOfWork implements Store {
  private static final Duration WRITER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration READER_PATIENCE = Duration.ofSeconds(2);

  private final Connections connections;
  private final Dialect dialect;
  private final ParsedSql parsed = new ParsedSql();
  private final ThreadLocal<@Nullable JdbcTransaction> open = new ThreadLocal<>();

  UnitsOfWork(Connections connections, Dialect dialect) {
    this.connections = connections;
    this.dialect = dialect;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    JdbcTransaction outer = open.get();
    return outer != null
        ? outer.takeIn(work)
        : attempt(work, JdbcTransaction.Kind.WRITES, new Patience(WRITER_PATIENCE));
  }

  @Override
  public <T> T asOne(Work<T> work) {
    JdbcTransaction outer = open.get();
    return outer != null
        ? outer.takeIn(work)
        : attempt(work, JdbcTransaction.Kind.TAKES_IN, new Patience(WRITER_PATIENCE));
  }

  /** Joins the open transaction of this thread: it must see what that has written. */
  @Override
  public <T> T read(Work<T> work) {
    JdbcTransaction outer = open.get();
    return outer != null
        ? work.in(outer)
        : attempt(work, JdbcTransaction.Kind.READS, new Patience(READER_PATIENCE));
  }

  @Override
  public boolean isEmbedded() {
    return dialect == Dialect.DERBY;
  }

  private <T> T attempt(Work<T> work, JdbcTransaction.Kind kind, Patience patience) {
    while (true) {
      try {
        return once(work, kind);
      } catch (RunAgain e) {
        patience.pause(e);
      }
    }
  }

  private <T> T once(Work<T> work, JdbcTransaction.Kind kind) {
    try (Hooks hooks = new Hooks();
        Lease lease = connections.open(kind == JdbcTransaction.Kind.READS)) {
      var means =
          new JdbcTransaction.Means(
              lease.connection(), dialect, parsed, hooks, () -> connections.hasEnded(lease));
      JdbcTransaction transaction = new JdbcTransaction(means, kind);
      try {
        return committed(work, transaction);
      } finally {
        transaction.end().ifPresent(end -> connections.lost(end, lease));
        if (transaction.isLost()) {
          connections.forgetInterrupt();
        }
      }
    }
  }

  /** Whoever leaves without a commit is rolled back when the pool takes the connection back. */
  private <T> T committed(Work<T> work, JdbcTransaction transaction) {
    open.set(transaction);
    try {
      T result = work.in(transaction);
      transaction.prepare();
      transaction.commit();
      return result;
    } catch (RuntimeException e) {
      throw transaction.canRunAgain() ? new RunAgain(e) : e;
    } finally {
      transaction.close();
      open.remove();
    }
  }
}
