// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a record as a tree that expressions see; what is empty is left out. */
final class WriteRecord {
  private WriteRecord() {}

  static Map<String, Object> tree(Record record) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      value(read(component, record)).ifPresent(value -> tree.put(component.getName(), value));
    }
    return tree;
  }

  private static @Nullable Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("'" + component.getName() + "' cannot be read", e);
    }
  }

  private static Optional<Object> value(@Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Optional<?> maybe) {
      return maybe.flatMap(WriteRecord::value);
    }
    if (value instanceof Record record) {
      return Optional.of(tree(record));
    }
    if (value instanceof Collection<?> items) {
      List<Object> list = new ArrayList<>();
      items.forEach(item -> value(item).ifPresent(list::add));
      return Optional.of(list);
    }
    if (value instanceof Map<?, ?> fields) {
      Map<String, Object> map = new LinkedHashMap<>();
      fields.forEach(
          (name, each) -> value(each).ifPresent(is -> map.put(String.valueOf(name), is)));
      return Optional.of(map);
    }
    return Optional.of(plain(value));
  }

  private static Object plain(Object value) {
    if (value instanceof Locale language) {
      return language.toLanguageTag();
    }
    if (value instanceof Enum<?> constant) {
      return Words.word(constant);
    }
    boolean text =
        value instanceof UUID
            || value instanceof URI
            || value instanceof Temporal
            || value instanceof Duration;
    return text ? value.toString() : value;
  }
}
