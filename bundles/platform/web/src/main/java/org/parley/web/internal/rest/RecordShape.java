// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an input record is made of; asking the class costs more than reading a body. */
final class RecordShape {
  private final List<Component> components;
  private final Set<String> names;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) throws NoSuchMethodException {
    RecordComponent[] found = type.getRecordComponents();
    components = Arrays.stream(found).map(Component::of).toList();
    names = components.stream().map(Component::name).collect(Collectors.toUnmodifiableSet());
    constructor =
        type.getDeclaredConstructor(
            Arrays.stream(found).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.trySetAccessible();
  }

  static RecordShape of(Class<?> type) {
    try {
      return new RecordShape(type);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Input record '%s' cannot be built".formatted(type), e);
    }
  }

  List<Component> components() {
    return components;
  }

  boolean knows(String name) {
    return names.contains(name);
  }

  /**
   * @throws InvocationTargetException when the record refuses the values
   */
  Object build(@Nullable Object[] values) throws InvocationTargetException {
    try {
      return constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("Input record cannot be built by " + constructor, e);
    }
  }

  /**
   * @param type with what it holds
   * @param absent what stands for a value that does not fit: null, but for a primitive
   */
  record Component(String name, Type type, @Nullable Object absent) {
    private static Component of(RecordComponent component) {
      Class<?> type = component.getType();
      Object absent =
          type.isPrimitive()
              ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
              : null;
      return new Component(component.getName(), component.getGenericType(), absent);
    }
  }
}
