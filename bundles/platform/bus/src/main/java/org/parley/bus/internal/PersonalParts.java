// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.Personal;

/**
 * The components of records that are marked {@link Personal}. In JSON each is written as <code>
 * {"sealed": "<Base64>"}</code>, which stands for the encrypted JSON of its value.
 */
final class PersonalParts {
  private static final String SEALED = "sealed";

  private final ObjectMapper json;
  private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();

  PersonalParts(ObjectMapper json) {
    this.json = json;
  }

  /** Whether it says anything about a person. */
  boolean isIn(Record said) {
    return plan(said.getClass()).isIn(said);
  }

  /** Encrypts the personal parts of what was written of a record. */
  void seal(JsonNode written, Class<?> type, PersonalKey key) {
    plan(type).each(written, (object, name) -> seal(object, name, key));
  }

  private void seal(ObjectNode object, String name, PersonalKey key) {
    JsonNode value = object.get(name);
    if (value != null && !value.isNull()) {
      object.putObject(name).put(SEALED, key.seal(bytes(value)));
    }
  }

  private byte[] bytes(JsonNode value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can always be written", e);
    }
  }

  /**
   * Decrypts them.
   *
   * @param key null when it was destroyed: they are absent then
   */
  void open(JsonNode written, Class<?> type, @Nullable PersonalKey key) throws Unreadable {
    plan(type).each(written, (object, name) -> open(object, name, key));
  }

  private void open(ObjectNode object, String name, @Nullable PersonalKey key) throws Unreadable {
    JsonNode sealed = object.path(name).path(SEALED);
    if (sealed.isMissingNode()) {
      return;
    }
    if (key == null) {
      object.remove(name);
      return;
    }
    try {
      object.set(name, json.readTree(key.open(sealed.binaryValue())));
    } catch (IOException e) {
      throw new Unreadable("The personal part '" + name + "' is broken: " + e.getMessage(), e);
    }
  }

  private Plan plan(Class<?> type) {
    Plan known = plans.get(type);
    return known != null ? known : learn(type);
  }

  private Plan learn(Class<?> type) {
    List<RecordComponent> personal = new ArrayList<>();
    Map<RecordComponent, Plan> within = new ConcurrentHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> nested = nested(component.getGenericType());
      if (component.isAnnotationPresent(Personal.class)) {
        personal.add(component);
      } else if (nested != null && !plan(nested).isEmpty()) {
        within.put(component, plan(nested));
      }
    }
    Plan plan = new Plan(List.copyOf(personal), Map.copyOf(within));
    plans.put(type, plan);
    return plan;
  }

  /** The record that a component is, or holds; null when there is none in it. */
  private static @Nullable Class<?> nested(Type type) {
    if (type instanceof ParameterizedType holder) {
      return nested(holder.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain && plain.isRecord() ? plain : null;
  }

  /**
   * Where the personal parts of one type are.
   *
   * @param within components that are records with personal parts, or hold some
   */
  private record Plan(List<RecordComponent> personal, Map<RecordComponent, Plan> within) {
    boolean isEmpty() {
      return personal.isEmpty() && within.isEmpty();
    }

    boolean isIn(@Nullable Object said) {
      if (said instanceof Optional<?> optional) {
        return isIn(optional.orElse(null));
      }
      if (said instanceof Collection<?> many) {
        return many.stream().anyMatch(this::isIn);
      }
      return said != null && (saysSomething(said) || isWithin(said));
    }

    /** Asked of each record that is written, so it makes nothing. */
    private boolean saysSomething(Object said) {
      for (RecordComponent part : personal) {
        if (!isBlank(value(part, said))) {
          return true;
        }
      }
      return false;
    }

    private boolean isWithin(Object said) {
      for (Map.Entry<RecordComponent, Plan> part : within.entrySet()) {
        if (part.getValue().isIn(value(part.getKey(), said))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isBlank(@Nullable Object value) {
      return value == null
          || value.equals("")
          || value.equals(Optional.empty())
          || (value instanceof Collection<?> many && many.isEmpty())
          || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
      try {
        return component.getAccessor().invoke(of);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("'" + component + "' cannot be read", e);
      }
    }

    <X extends Exception> void each(JsonNode written, Visitor<X> visitor) throws X {
      if (written.isArray()) {
        for (JsonNode each : written) {
          each(each, visitor);
        }
      } else if (written instanceof ObjectNode object) {
        for (RecordComponent part : personal) {
          visitor.visit(object, part.getName());
        }
        for (Map.Entry<RecordComponent, Plan> part : within.entrySet()) {
          part.getValue().each(object.path(part.getKey().getName()), visitor);
        }
      }
    }
  }

  /** Told of each place. */
  private interface Visitor<X extends Exception> {
    void visit(ObjectNode object, String name) throws X;
  }
}
