// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.Personal;

/**
 * The components of records that are marked {@link Personal}. In JSON each is written as <code>
 * {"sealed": "<Base64>"}</code>, which stands for the encrypted JSON of its value.
 */
final class PersonalParts {
  static final String SEALED = "sealed";

  private final ObjectMapper json;
  private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();

  /** One that opens, while nobody uses it. */
  private final AtomicReference<@Nullable Cipher> opening = new AtomicReference<>();

  PersonalParts(ObjectMapper json) {
    this.json = json;
  }

  /** Whether records of this type may say anything about a person. */
  boolean areIn(Class<?> type) {
    return type.isRecord() && !plan(type).isEmpty();
  }

  /** The names of a record's own components that are marked. */
  static List<String> names(Class<?> type) {
    return !type.isRecord()
        ? List.of()
        : Arrays.stream(type.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(Personal.class))
            .map(RecordComponent::getName)
            .toList();
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
      object.set(name, json.readTree(open(sealed.binaryValue(), key)));
    } catch (IOException e) {
      throw new Unreadable("The personal part '" + name + "' is broken: " + e.getMessage(), e);
    }
  }

  private byte[] open(byte[] sealed, PersonalKey key) throws Unreadable {
    Cipher found = opening.getAndSet(null);
    Cipher cipher = found == null ? PersonalKey.cipher() : found;
    byte[] plain = key.open(sealed, cipher);
    opening.set(cipher);
    return plain;
  }

  private Plan plan(Class<?> type) {
    Plan known = plans.get(type);
    return known != null ? known : learn(type);
  }

  private Plan learn(Class<?> type) {
    Map<String, Plan> within = new HashMap<>();
    List<String> personal = names(type);
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> nested = nested(component.getGenericType());
      if (nested != null && !personal.contains(component.getName()) && !plan(nested).isEmpty()) {
        within.put(component.getName(), plan(nested));
      }
    }
    Plan plan = new Plan(personal, Map.copyOf(within));
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
  private record Plan(List<String> personal, Map<String, Plan> within) {
    boolean isEmpty() {
      return personal.isEmpty() && within.isEmpty();
    }

    <X extends Exception> void each(JsonNode written, Visitor<X> visitor) throws X {
      if (written.isArray()) {
        for (JsonNode each : written) {
          each(each, visitor);
        }
      } else if (written instanceof ObjectNode object) {
        for (String name : personal) {
          visitor.visit(object, name);
        }
        for (Map.Entry<String, Plan> part : within.entrySet()) {
          part.getValue().each(object.path(part.getKey()), visitor);
        }
      }
    }
  }

  /** Told of each place. */
  private interface Visitor<X extends Exception> {
    void visit(ObjectNode object, String name) throws X;
  }
}
