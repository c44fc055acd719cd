// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;

/** Turns a JSON tree into records, lists and values, noting all that does not fit. */
final class TreeReader {
  /** A refusal that names so many faults names no more: a body can hold tens of thousands. */
  static final int MOST_FAULTS = 100;

  private final Function<Class<?>, RecordShape> shapes;
  private final List<Violation> faults;
  private final Trail trail = new Trail();
  private final ScalarReader scalars;

  /**
   * @param shapes of input records
   * @param faults where to note what does not fit
   */
  TreeReader(Function<Class<?>, RecordShape> shapes, List<Violation> faults) {
    this.shapes = shapes;
    this.faults = faults;
    this.scalars = new ScalarReader(trail, faults);
  }

  /** The value, null when there is none or when it does not fit. */
  @Nullable Object read(JsonNode node, Type type) {
    if (type instanceof ParameterizedType container) {
      return readContainer(node, container);
    }
    if (node.isNull() || node.isMissingNode()) {
      return absent(type);
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return readRecord(node, record);
    }
    return type == Object.class ? scalars.free(node) : scalars.read(node, type);
  }

  private @Nullable Object absent(Type type) {
    if (trail.isAtTop()) {
      fault("is null; a JSON object is expected");
    } else if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
      fault("is missing");
    }
    return null;
  }

  private @Nullable Object readContainer(JsonNode node, ParameterizedType type) {
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == Optional.class) {
      return Optional.ofNullable(node.isNull() || node.isMissingNode() ? null : read(node, last));
    }
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    if (type.getRawType() == Map.class) {
      return readMap(node, last);
    }
    return type.getRawType() == Set.class
        ? readSet(node, last)
        : readList(node, last, new ArrayList<>());
  }

  /** What does not fit leaves its place in a list empty, so that the others keep theirs. */
  private <C extends Collection<@Nullable Object>> @Nullable C readList(
      JsonNode node, Type type, C into) {
    if (!node.isArray()) {
      fault("is %s; a list is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    for (int i = 0; i < node.size() && !isFull(); i++) {
      int before = trail.into(i);
      readItem(node.get(i), type, into);
      trail.back(before);
    }
    return into;
  }

  private void readItem(JsonNode node, Type type, Collection<@Nullable Object> into) {
    if (node.isNull()) {
      fault("is null");
    }
    Object item = node.isNull() ? null : read(node, type);
    if ((item != null || into instanceof List) && !into.add(item)) {
      fault("is there twice");
    }
  }

  private @Nullable Set<@Nullable Object> readSet(JsonNode node, Type type) {
    return readList(node, type, new LinkedHashSet<>());
  }

  private @Nullable Map<String, Object> readMap(JsonNode node, Type type) {
    if (!node.isObject()) {
      fault("is %s; an object is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (var entry : node.properties()) {
      if (isFull()) {
        break;
      }
      int before = trail.into(entry.getKey());
      Object value = readEntry(entry.getKey(), entry.getValue(), type);
      trail.back(before);
      if (value != null) {
        map.put(entry.getKey(), value);
      }
    }
    return map;
  }

  private @Nullable Object readEntry(String name, JsonNode node, Type type) {
    if (node.isNull()) {
      fault("is null");
      return null;
    }
    scalars.checkText(name);
    return read(node, type);
  }

  private @Nullable Object readRecord(JsonNode node, Class<?> type) {
    if (!node.isObject()) {
      fault("is %s; an object is expected".formatted(ScalarReader.kind(node)));
      return null;
    }
    RecordShape shape = shapes.apply(type);
    @Nullable Object[] values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      RecordShape.Component component = shape.components().get(i);
      int before = trail.into(component.name());
      Object value = read(node.path(component.name()), component.type());
      trail.back(before);
      values[i] = value == null ? component.absent() : value;
    }
    refuseUnknown(node, shape);
    return build(shape, values);
  }

  private void refuseUnknown(JsonNode node, RecordShape shape) {
    Set<String> unknown = new TreeSet<>();
    for (var field : node.properties()) {
      if (!shape.knows(field.getKey())) {
        unknown.add(field.getKey());
      }
    }
    unknown.stream().limit(MOST_FAULTS).forEach(this::refuseUnknown);
  }

  private void refuseUnknown(String name) {
    int before = trail.into(name);
    fault("is not a known field");
    trail.back(before);
  }

  private @Nullable Object build(RecordShape shape, @Nullable Object[] values) {
    try {
      return shape.build(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidInput invalid) {
        String here = trail.toString();
        invalid
            .violations()
            .forEach(v -> faults.add(new Violation(below(here, v.path()), v.message())));
        return null;
      }
      throw new IllegalStateException("An input record cannot be built", e);
    }
  }

  private boolean isFull() {
    return faults.size() >= MOST_FAULTS;
  }

  private void fault(String message) {
    faults.add(new Violation(trail.toString(), message));
  }

  private static String below(String path, String inner) {
    return path.isEmpty() ? inner : path + "." + inner;
  }
}
