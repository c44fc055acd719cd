// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.JdbcStatement.Filler;
import org.parley.store.internal.JdbcStatement.RowFiller;
import org.parley.store.internal.JdbcStatement.SqlFunction;

/**
 * One open connection and what is to happen around its commit. The first failed statement dooms it,
 * as PostgreSQL would, so that both databases behave alike when someone swallows the exception.
 */
final class JdbcTransaction implements Transaction {
  private final Connection connection;
  private final Dialect dialect;
  private final ParsedSql parsed;
  private final Hooks hooks;
  private final BooleanSupplier ended;
  private final Kind kind;
  private final Thread owner = Thread.currentThread();
  private boolean open = true;
  private boolean committing;
  private @Nullable SQLException end;
  private @Nullable Instant now;
  private @Nullable Failure failure;
  private @Nullable RuntimeException refusal;

  /** What a transaction may do. */
  enum Kind {
    READS,
    WRITES,
    /** Also what would else be transactions of their own. */
    TAKES_IN
  }

  /**
   * What it works with.
   *
   * @param ended whether an embedded database has ended meanwhile: what it says then means nothing
   */
  record Means(
      Connection connection,
      Dialect dialect,
      ParsedSql parsed,
      Hooks hooks,
      BooleanSupplier ended) {}

  JdbcTransaction(Means means, Kind kind) {
    this.connection = means.connection();
    this.dialect = means.dialect();
    this.parsed = means.parsed();
    this.hooks = means.hooks();
    this.ended = means.ended();
    this.kind = kind;
  }

  /** Does what would else be a transaction of its own; its failure is a failure of the whole. */
  <T> T takeIn(Store.Work<T> work) {
    if (kind != Kind.TAKES_IN) {
      throw new IllegalStateException(
          "This thread is within a transaction already; hand that transaction on");
    }
    try {
      return work.in(this);
    } catch (RuntimeException e) {
      if (refusal == null) {
        refusal = e;
      }
      throw e;
    }
  }

  @Override
  public Statement sql(String sql) {
    requireOpen();
    return new JdbcStatement(this, parsed.of(sql));
  }

  @Override
  public Instant now() {
    Instant known = now;
    if (known == null) {
      known = guarded(() -> dialect.now(connection));
      now = known;
    }
    return known;
  }

  @Override
  public void beforeCommit(Consumer<Transaction> work) {
    requireOpen();
    hooks.beforeCommit(work);
  }

  @Override
  public void afterCommit(Runnable work) {
    requireOpen();
    hooks.afterCommit(work);
  }

  @Override
  public void afterRollback(Runnable work) {
    requireOpen();
    hooks.afterRollback(work);
  }

  <T> T run(String sql, SqlFunction<T> use) {
    return guarded(
        () -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.apply(statement);
          }
        });
  }

  long insertForKey(String sql, String column, Filler filler) {
    return guarded(() -> dialect.insertForKey(connection, sql, column, filler));
  }

  boolean insertIfAbsent(String sql, Filler filler) {
    return guarded(() -> dialect.insertIfAbsent(connection, sql, filler));
  }

  boolean[] insertBatchIfAbsent(String sql, int rows, RowFiller filler) {
    return guarded(() -> dialect.insertBatchIfAbsent(connection, sql, rows, filler));
  }

  /** Does what was asked for before the commit; a doomed transaction gets no further. */
  void prepare() {
    hooks.runBeforeCommit(this);
    if (refusal != null) {
      throw refusal;
    }
  }

  void commit() {
    guarded(
        () -> {
          committing = true;
          connection.commit();
          hooks.committed();
          return true;
        });
  }

  /** Whether nothing can have been stored, and another attempt has a chance. */
  boolean canRunAgain() {
    boolean storesNothing = kind == Kind.READS || !committing;
    return failure == Failure.COLLISION || (failure == Failure.LOST && storesNothing);
  }

  boolean isLost() {
    return failure == Failure.LOST;
  }

  /** The error, if any, with which an embedded database may have ended. */
  Optional<SQLException> end() {
    return Optional.ofNullable(end);
  }

  void close() {
    open = false;
  }

  private <T> T guarded(SqlCall<T> call) {
    requireOpen();
    try {
      return call.run();
    } catch (SQLException e) {
      Failure kind = ended.getAsBoolean() ? Failure.LOST : Failure.of(e);
      if (dialect.mayHaveEnded(e)) {
        Thread.interrupted(); // whoever ends Derby interrupts all threads that are in it
        end = e;
      }
      ParleyException described = committing ? kind.describeAtCommit(e) : kind.describe(e);
      if (failure == null) {
        failure = kind;
        refusal = described;
      }
      throw described;
    }
  }

  private void requireOpen() {
    if (!open || owner != Thread.currentThread()) {
      throw new IllegalStateException(
          open ? "A transaction belongs to its thread" : "The transaction has ended");
    }
  }

  private interface SqlCall<T> {
    T run() throws SQLException;
  }
}
