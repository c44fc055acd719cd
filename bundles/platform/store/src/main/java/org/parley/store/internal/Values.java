// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How Java's values lie in the columns of both databases. */
final class Values {
  private Values() {}

  static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value instanceof String text) {
      statement.setString(index, text);
    } else if (value instanceof UUID id) {
      statement.setBytes(index, bytes(id));
    } else if (value instanceof Instant instant) {
      statement.setLong(index, micros(instant));
    } else if (value instanceof byte[] bytes) {
      statement.setBytes(index, bytes);
    } else if (value instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else if (value == null || isPlain(value)) {
      statement.setObject(index, value);
    } else {
      throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be bound");
    }
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static boolean isPlain(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Boolean
        || value instanceof Short
        || value instanceof Double
        || value instanceof Float
        || value instanceof BigDecimal;
  }
}
