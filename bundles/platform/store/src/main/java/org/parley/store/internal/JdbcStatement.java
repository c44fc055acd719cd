// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;

/** A statement with named parameters on its way to a prepared one. */
final class JdbcStatement implements Statement {
  /** What stands in the slot of a name that nothing was bound to; null may be bound. */
  private static final Object NOTHING = new Object();

  private final JdbcTransaction transaction;
  private final NamedSql sql;
  private final List<@Nullable Object[]> batch = new ArrayList<>();
  private @Nullable Object[] bound;

  JdbcStatement(JdbcTransaction transaction, NamedSql sql) {
    this.transaction = transaction;
    this.sql = sql;
    this.bound = unbound();
  }

  private @Nullable Object[] unbound() {
    @Nullable Object[] values = new Object[sql.slots()];
    Arrays.fill(values, NOTHING);
    return values;
  }

  @Override
  public Statement bind(String name, @Nullable Object value) {
    return put(name, false, value);
  }

  @Override
  public Statement bindList(String name, Collection<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("The list bound to '" + name + "' is empty");
    }
    return put(name, true, List.copyOf(values));
  }

  private Statement put(String name, boolean list, @Nullable Object value) {
    int slot = sql.slot(name, list);
    if (slot < 0) {
      throw new IllegalArgumentException("The statement has no parameter '" + name + "'");
    }
    bound[slot] = value;
    return this;
  }

  @Override
  public Statement addBatch() {
    if (sql.hasLists()) {
      throw new IllegalStateException("A statement with a list cannot run as a batch");
    }
    batch.add(bound);
    bound = unbound();
    return this;
  }

  @Override
  public <T> List<T> list(Function<Row, T> mapper) {
    return run(statement -> rows(statement, mapper));
  }

  @Override
  public <T> Optional<T> first(Function<Row, T> mapper) {
    return run(
        statement -> {
          statement.setMaxRows(1);
          return rows(statement, mapper).stream().findFirst();
        });
  }

  @Override
  public int update() {
    return run(PreparedStatement::executeUpdate);
  }

  @Override
  public long insertForKey(String column) {
    return transaction.insertForKey(positional(), column, this::fill);
  }

  @Override
  public int[] updateBatch() {
    if (batch.isEmpty()) {
      throw new IllegalStateException("The batch is empty; add to it first");
    }
    return transaction.run(sql.single(), this::executeBatch);
  }

  @Override
  public boolean insertIfAbsent() {
    return transaction.insertIfAbsent(positional(), this::fill);
  }

  @Override
  public boolean[] insertBatchIfAbsent() {
    if (batch.isEmpty()) {
      throw new IllegalStateException("The batch is empty; add to it first");
    }
    return transaction.insertBatchIfAbsent(sql.single(), batch.size(), this::fill);
  }

  private void fill(PreparedStatement statement, int row) throws SQLException {
    bound = batch.get(row);
    fill(statement);
  }

  private int[] executeBatch(PreparedStatement statement) throws SQLException {
    for (@Nullable Object[] values : batch) {
      bound = values;
      fill(statement);
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  private static <T> List<T> rows(PreparedStatement statement, Function<Row, T> mapper)
      throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      Row row = new JdbcRow(result);
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(mapper.apply(row));
      }
      return rows;
    } catch (JdbcRow.UnreadableColumn e) {
      throw e.refusal();
    }
  }

  private <T> T run(SqlFunction<T> use) {
    return transaction.run(
        positional(),
        statement -> {
          fill(statement);
          return use.apply(statement);
        });
  }

  private String positional() {
    return sql.hasLists() ? sql.positional(slot -> listIn(slot).size()) : sql.single();
  }

  private void fill(PreparedStatement statement) throws SQLException {
    int index = 1;
    for (int i = 0; i < sql.parameters().size(); i++) {
      int slot = sql.slot(i);
      if (sql.named(slot).list()) {
        for (Object value : listIn(slot)) {
          Values.set(statement, index++, value);
        }
      } else {
        Values.set(statement, index++, valueIn(slot));
      }
    }
  }

  private List<?> listIn(int slot) {
    return valueIn(slot) instanceof List<?> list ? list : List.of();
  }

  private @Nullable Object valueIn(int slot) {
    Object value = bound[slot];
    if (value == NOTHING) {
      throw new IllegalStateException(
          "Nothing is bound to parameter '" + sql.named(slot).name() + "'");
    }
    return value;
  }

  /** What is done with a prepared statement. */
  interface SqlFunction<T> {
    T apply(PreparedStatement statement) throws SQLException;
  }

  /** How a prepared statement gets the values of each row of a batch. */
  interface RowFiller {
    void fill(PreparedStatement statement, int row) throws SQLException;
  }

  /** How a prepared statement gets its values. */
  interface Filler {
    void fill(PreparedStatement statement) throws SQLException;
  }
}
