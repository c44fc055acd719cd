// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.Violation;

/** Turns single JSON values into what a record wants, noting all that do not fit. */
final class ScalarReader {
  /** How a text becomes a value, and what to call such a text. */
  private record Text(String name, TextParser parser) {}

  private interface TextParser {
    Object parse(String text) throws URISyntaxException;
  }

  private static final Map<Class<?>, Text> TEXTS =
      Map.of(
          UUID.class, new Text("a UUID", UUID::fromString),
          URI.class, new Text("an address", URI::new),
          Instant.class,
              new Text(
                  "an instant such as 2026-01-31T12:00:00Z",
                  text -> OffsetDateTime.parse(text).toInstant()),
          LocalDate.class, new Text("a date such as 2026-01-31", LocalDate::parse),
          Duration.class, new Text("a duration such as PT15M", Duration::parse),
          ZoneId.class, new Text("a time zone such as Europe/Berlin", ZoneId::of),
          Currency.class, new Text("a currency such as EUR", Currency::getInstance),
          Secret.class, new Text("a text", Secret::new));

  private static final int LONGEST_QUOTE = 100;

  private final Trail trail;
  private final List<Violation> faults;

  ScalarReader(Trail trail, List<Violation> faults) {
    this.trail = trail;
    this.faults = faults;
  }

  /** What a JSON value is called in a message. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      default -> "null";
    };
  }

  /** The value, null when it does not fit. */
  @Nullable Object read(JsonNode node, Type type) {
    if (type == String.class) {
      return text(node, "a text");
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean() ? (Object) node.booleanValue() : wrong(node, "true or false");
    }
    if (type == int.class || type == Integer.class) {
      return node.isIntegralNumber() && node.canConvertToInt()
          ? (Object) node.intValue()
          : wrong(node, "a whole number of at most 32 bits");
    }
    if (type == long.class || type == Long.class) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? (Object) node.longValue()
          : wrong(node, "a whole number of at most 64 bits");
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return number(node, type);
    }
    if (type instanceof Class<?> constant && constant.isEnum()) {
      return constant(node, constant);
    }
    Text kind = TEXTS.get(type);
    if (kind == null) {
      throw new IllegalStateException("Inputs of type '%s' cannot be read".formatted(type));
    }
    return parse(node, kind);
  }

  /** A value of any shape as plain texts, numbers, lists and maps. */
  @Nullable Object free(JsonNode node) {
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        int before = trail.into(i);
        Object item = free(node.get(i));
        trail.back(before);
        items.add(item == null ? "" : item);
      }
      return items;
    }
    if (node.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (var entry : node.properties()) {
        int before = trail.into(entry.getKey());
        checkText(entry.getKey());
        Object field = free(entry.getValue());
        trail.back(before);
        fields.put(entry.getKey(), field == null ? "" : field);
      }
      return fields;
    }
    return freeScalar(node);
  }

  private @Nullable Object freeScalar(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> text(node, "a text");
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.decimalValue();
      default -> wrong(node, "a value");
    };
  }

  /** Notes characters that no database and no page can hold. */
  boolean checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        fault("holds the character U+%04X".formatted((int) c));
        return false;
      }
    }
    return true;
  }

  private @Nullable Object number(JsonNode node, Type type) {
    if (!node.isNumber()) {
      return wrong(node, "a number");
    }
    return type == BigDecimal.class ? (Object) node.decimalValue() : node.doubleValue();
  }

  private @Nullable String text(JsonNode node, String expected) {
    if (!node.isTextual()) {
      wrong(node, expected);
      return null;
    }
    return checkText(node.textValue()) ? node.textValue() : null;
  }

  private @Nullable Object constant(JsonNode node, Class<?> type) {
    List<String> words =
        Arrays.stream(type.getEnumConstants()).map(c -> Json.word((Enum<?>) c)).toList();
    String text = text(node, "one of " + String.join(", ", words));
    if (text == null) {
      return null;
    }
    int place = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (place < 0) {
      fault("'%s' is not one of %s".formatted(brief(text), String.join(", ", words)));
      return null;
    }
    return type.getEnumConstants()[place];
  }

  private @Nullable Object parse(JsonNode node, Text kind) {
    String text = text(node, kind.name());
    if (text == null) {
      return null;
    }
    try {
      return kind.parser().parse(text);
    } catch (IllegalArgumentException | DateTimeException | URISyntaxException e) {
      fault("'%s' is not %s".formatted(brief(text), kind.name()));
      return null;
    }
  }

  /** A message need not repeat a whole body. */
  private static String brief(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }

  private void fault(String message) {
    faults.add(new Violation(trail.toString(), message));
  }

  private @Nullable Object wrong(JsonNode node, String expected) {
    fault("is %s; %s is expected".formatted(kind(node), expected));
    return null;
  }
}
