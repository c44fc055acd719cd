// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.store.Row;

/** The present row of a result. */
final class JdbcRow implements Row {
  private final ResultSet result;

  JdbcRow(ResultSet result) {
    this.result = result;
  }

  @Override
  public String text(String column) {
    return present(column, findText(column));
  }

  @Override
  public Optional<String> findText(String column) {
    return read(column, result::getString);
  }

  @Override
  public long number(String column) {
    return present(column, findNumber(column));
  }

  @Override
  public Optional<Long> findNumber(String column) {
    return read(column, result::getLong);
  }

  @Override
  public boolean flag(String column) {
    return present(column, read(column, result::getBoolean));
  }

  @Override
  public Instant instant(String column) {
    return present(column, findInstant(column));
  }

  @Override
  public Optional<Instant> findInstant(String column) {
    return findNumber(column).map(Values::instant);
  }

  @Override
  public UUID id(String column) {
    return present(column, findId(column));
  }

  @Override
  public Optional<UUID> findId(String column) {
    return findBytes(column).map(JdbcRow::uuid);
  }

  @Override
  public byte[] bytes(String column) {
    return present(column, findBytes(column));
  }

  @Override
  public Optional<byte[]> findBytes(String column) {
    return read(column, result::getBytes);
  }

  @Override
  public <E extends Enum<E>> E constant(String column, Class<E> type) {
    return Enum.valueOf(type, text(column));
  }

  private static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static <T> T present(String column, Optional<T> value) {
    return value.orElseThrow(
        () -> new IllegalStateException("Column '" + column + "' is null; use its find method"));
  }

  private <T> Optional<T> read(String column, Getter<T> getter) {
    try {
      T value = getter.get(column);
      return value == null || result.wasNull() ? Optional.empty() : Optional.of(value);
    } catch (SQLException e) {
      throw new UnreadableColumn(e);
    }
  }

  /** Carries a driver's refusal out of a row mapper to the statement that runs it. */
  static final class UnreadableColumn extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException refusal;

    UnreadableColumn(SQLException refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    SQLException refusal() {
      return refusal;
    }
  }

  private interface Getter<T> {
    @Nullable T get(String column) throws SQLException;
  }
}
