// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.Violation;
import org.parley.api.bus.RecordData;
import org.parley.api.web.WebTarget;

/** Makes a record of what the expressions of a manifest came to. */
final class RecordReader {
  /** What the hub knows of each find. */
  private static final Set<String> KNOWN = Set.of("account", "network");

  /** A time is that of the find, and where nothing is listed there is none. */
  private static final Set<Class<?>> MAY_LACK =
      Set.of(Optional.class, Instant.class, List.class, Map.class);

  private final Class<? extends RecordData> type;

  RecordReader(Class<? extends RecordData> type) {
    this.type = type;
  }

  /** What a manifest may say of it. */
  Set<String> fields() {
    Set<String> names = new TreeSet<>();
    components().forEach(component -> names.add(component.getName()));
    return names;
  }

  /** What a manifest must say of it. */
  Set<String> needed() {
    Set<String> names = new TreeSet<>();
    components().stream()
        .filter(each -> !MAY_LACK.contains(each.getType()))
        .forEach(each -> names.add(each.getName()));
    return names;
  }

  private List<RecordComponent> components() {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !KNOWN.contains(component.getName()))
        .toList();
  }

  /**
   * Reads a record.
   *
   * @param values by field, those among them that the hub knows
   * @param now the time of what has none
   * @throws InvalidInput naming every field that is wrong
   */
  RecordData read(Map<String, Object> values, Instant now) {
    return type.cast(read(type, values, now));
  }

  /** Records within records, such as who wrote, know the same. */
  private static Object read(Class<?> type, Map<?, ?> values, Instant now) {
    List<Violation> faults = new ArrayList<>();
    List<@Nullable Object> arguments = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<Object> value = Optional.ofNullable(values.get(component.getName()));
      try {
        arguments.add(component(component.getGenericType(), value, values, now));
      } catch (InvalidInput within) {
        within
            .violations()
            .forEach(
                each ->
                    faults.add(
                        new Violation(component.getName() + "." + each.path(), each.message())));
      } catch (IllegalArgumentException e) {
        String given = value.map(each -> "Is '" + each + "'; it").orElse("Is missing; it");
        faults.add(new Violation(component.getName(), given + " must be " + e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return make(type, arguments);
  }

  private static Object make(Class<?> type, List<@Nullable Object> arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class[]::new);
    try {
      return type.getConstructor(types).newInstance(arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No '" + type.getSimpleName() + "' can be made", e);
    }
  }

  private static Object component(
      Type type, Optional<Object> value, Map<?, ?> around, Instant now) {
    if (type instanceof ParameterizedType several && several.getRawType() == Optional.class) {
      Type inner = several.getActualTypeArguments()[0];
      return value.map(given -> one(inner, given, around, now));
    }
    if (value.isPresent()) {
      return one(type, value.get(), around, now);
    }
    if (type == Instant.class) {
      return now;
    }
    if (type == String.class) {
      return "";
    }
    return none(type);
  }

  private static Object none(Type type) {
    if (type instanceof ParameterizedType several && several.getRawType() == List.class) {
      return List.of();
    }
    if (type instanceof ParameterizedType several && several.getRawType() == Map.class) {
      return Map.of();
    }
    throw new IllegalArgumentException("there");
  }

  private static Object one(Type type, Object value, Map<?, ?> around, Instant now) {
    if (type instanceof ParameterizedType several) {
      return many(several, value, around, now);
    }
    if (type instanceof Class<?> inner && isPart(inner)) {
      return part(inner, value, around, now);
    }
    return one(type, value);
  }

  private static boolean isPart(Class<?> type) {
    return type.isRecord() && type != Money.class;
  }

  private static Object part(Class<?> type, Object value, Map<?, ?> around, Instant now) {
    if (!(value instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("a group of fields");
    }
    Map<Object, Object> all = new LinkedHashMap<>(fields);
    KNOWN.forEach(name -> Optional.ofNullable(around.get(name)).ifPresent(is -> all.put(name, is)));
    return read(type, all, now);
  }

  private static Object one(Type type, Object value) {
    if (type == String.class) {
      return Template.word(value);
    }
    if (type == UUID.class) {
      return value instanceof UUID ? value : uuid(value.toString());
    }
    if (type == URI.class) {
      return WebTarget.find(value.toString())
          .orElseThrow(() -> new IllegalArgumentException("the address of a web page"))
          .address();
    }
    if (type == Instant.class) {
      return Moments.instant(value)
          .orElseThrow(() -> new IllegalArgumentException("a moment such as 2027-03-31T09:00:00Z"));
    }
    return type == Money.class ? money(value) : small((Class<?>) type, value);
  }

  private static Object small(Class<?> type, Object value) {
    if (type.isEnum()) {
      return constant(type, value.toString());
    }
    if (type == Locale.class) {
      return Locale.forLanguageTag(value.toString());
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return number(type, value);
    }
    if ((type == boolean.class || type == Boolean.class) && value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("of another kind");
  }

  private static Object many(ParameterizedType type, Object value, Map<?, ?> around, Instant now) {
    Type inner = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    if (type.getRawType() == List.class && value instanceof Collection<?> items) {
      return items.stream().map(item -> one(inner, item, around, now)).toList();
    }
    if (type.getRawType() == Map.class && value instanceof Map<?, ?> fields) {
      Map<String, Object> read = new LinkedHashMap<>();
      fields.forEach((name, each) -> read.put(String.valueOf(name), one(inner, each, around, now)));
      return read;
    }
    throw new IllegalArgumentException("a list or a group of fields");
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an id that the hub has given", e);
    }
  }

  private static Object constant(Class<?> type, String word) {
    for (Object each : type.getEnumConstants()) {
      if (((Enum<?>) each).name().equalsIgnoreCase(word.replace('-', '_'))) {
        return each;
      }
    }
    List<String> words =
        Arrays.stream(type.getEnumConstants())
            .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    throw new IllegalArgumentException("one of " + String.join(", ", words));
  }

  private static Object number(Class<?> type, Object value) {
    try {
      BigDecimal number = new BigDecimal(value.toString());
      boolean small = type == int.class || type == Integer.class;
      return small ? (Object) number.intValueExact() : number.longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("a whole number", e);
    }
  }

  private static Money money(Object value) {
    if (value instanceof Map<?, ?> amount
        && amount.get("minor") instanceof Number minor
        && amount.get("currency") instanceof String currency) {
      try {
        return new Money(
            new BigDecimal(minor.toString()).longValueExact(), Currency.getInstance(currency));
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new IllegalArgumentException("{minor, currency}, such as 4900 and EUR", e);
      }
    }
    throw new IllegalArgumentException("{minor, currency}, such as 4900 and EUR");
  }
}
