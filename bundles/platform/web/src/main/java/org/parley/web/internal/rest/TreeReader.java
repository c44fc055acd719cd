// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;

/** Turns a JSON tree into records, lists and values, noting all that does not fit. */
final class TreeReader {
  /** A refusal that names so many faults names no more: a body can hold tens of thousands. */
  static final int MOST_FAULTS = 100;

  private final List<Violation> faults;
  private final ScalarReader scalars;

  /**
   * @param faults where to note what does not fit
   */
  TreeReader(List<Violation> faults) {
    this.faults = faults;
    this.scalars = new ScalarReader(faults);
  }

  /** The value, null when there is none or when it does not fit. */
  @Nullable Object read(String path, JsonNode node, Type type) {
    if (type instanceof ParameterizedType container) {
      return readContainer(path, node, container);
    }
    if (node.isNull() || node.isMissingNode()) {
      return absent(path, type);
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return readRecord(path, node, record);
    }
    return type == Object.class ? scalars.free(path, node) : scalars.read(path, node, type);
  }

  private @Nullable Object absent(String path, Type type) {
    if (path.isEmpty()) {
      fault(path, "is null; a JSON object is expected");
    } else if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
      fault(path, "is missing");
    }
    return null;
  }

  private @Nullable Object readContainer(String path, JsonNode node, ParameterizedType type) {
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(
          node.isNull() || node.isMissingNode() ? null : read(path, node, last));
    }
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (type.getRawType() == Map.class) {
      return readMap(path, node, last);
    }
    return type.getRawType() == Set.class
        ? readSet(path, node, last)
        : readList(path, node, last, new ArrayList<>());
  }

  /** What does not fit leaves its place in a list empty, so that the others keep theirs. */
  private <C extends Collection<@Nullable Object>> @Nullable C readList(
      String path, JsonNode node, Type type, C into) {
    if (!node.isArray()) {
      fault(path, "is %s; a list is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    for (int i = 0; i < node.size() && !isFull(); i++) {
      String place = path + "[" + i + "]";
      if (node.get(i).isNull()) {
        fault(place, "is null");
      }
      Object item = node.get(i).isNull() ? null : read(place, node.get(i), type);
      if ((item != null || into instanceof List) && !into.add(item)) {
        fault(place, "is there twice");
      }
    }
    return into;
  }

  private @Nullable Set<@Nullable Object> readSet(String path, JsonNode node, Type type) {
    return readList(path, node, type, new LinkedHashSet<>());
  }

  private @Nullable Map<String, Object> readMap(String path, JsonNode node, Type type) {
    if (!node.isObject()) {
      fault(path, "is %s; an object is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (var entry : node.properties()) {
      if (isFull()) {
        break;
      }
      String place = FieldPath.join(path, entry.getKey());
      if (entry.getValue().isNull()) {
        fault(place, "is null");
        continue;
      }
      scalars.checkText(place, entry.getKey());
      Object value = read(place, entry.getValue(), type);
      if (value != null) {
        map.put(entry.getKey(), value);
      }
    }
    return map;
  }

  private @Nullable Object readRecord(String path, JsonNode node, Class<?> type) {
    if (!node.isObject()) {
      fault(path, "is %s; an object is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      unknown.remove(name);
      types[i] = components[i].getType();
      values[i] = read(FieldPath.join(path, name), node.path(name), components[i].getGenericType());
      if (values[i] == null && types[i].isPrimitive()) {
        values[i] =
            java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(types[i], 1), 0);
      }
    }
    unknown.stream()
        .limit(MOST_FAULTS)
        .forEach(name -> fault(FieldPath.join(path, name), "is not a known field"));
    return build(path, type, types, values);
  }

  private @Nullable Object build(
      String path, Class<?> type, Class<?>[] types, @Nullable Object[] values) {
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.trySetAccessible();
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidInput invalid) {
        invalid.violations().forEach(v -> fault(below(path, v.path()), v.message()));
        return null;
      }
      throw new IllegalStateException("Input record '%s' cannot be built".formatted(type), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Input record '%s' cannot be built".formatted(type), e);
    }
  }

  private boolean isFull() {
    return faults.size() >= MOST_FAULTS;
  }

  private void fault(String path, String message) {
    faults.add(new Violation(path, message));
  }

  private static String below(String path, String inner) {
    return path.isEmpty() ? inner : path + "." + inner;
  }
}
