// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.landing.NewForm.NewField;
import org.parley.api.security.Role;

/** Values of input records as text in a form, and back. */
final class Values {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private Values() {}

  static List<String> write(@Nullable Object value, ZoneId zone) {
    if (value == null || value.equals("")) {
      return List.of();
    } else if (value instanceof Optional<?> optional) {
      return write(optional.orElse(null), zone);
    } else if (value instanceof Set<?> many) {
      return many.stream().map(Values::line).toList();
    } else if (value instanceof Collection<?> many) {
      List<String> lines = many.stream().map(Values::line).toList();
      boolean ids = many.stream().anyMatch(UUID.class::isInstance);
      return ids || lines.isEmpty() ? lines : List.of(String.join("\n", lines));
    } else if (value instanceof Instant at) {
      return List.of(MOMENT.format(at.atZone(zone)));
    }
    return List.of(line(value));
  }

  private static String line(Object value) {
    if (value instanceof NewField question) {
      String required = Boolean.TRUE.equals(question.required()) ? " *" : "";
      return question.name() + " = " + question.label() + required;
    } else if (value instanceof Locale language) {
      return language.toLanguageTag();
    }
    return value.toString();
  }

  /**
   * The value of a component as it was filled in; null when nothing was.
   *
   * @throws IllegalArgumentException when it is not of the component's type
   */
  static @Nullable Object read(RecordComponent component, Visit visit) {
    String name = component.getName();
    Class<?> type = component.getType();
    if (type == Boolean.class) {
      return visit.text(name).isPresent();
    } else if (Collection.class.isAssignableFrom(type)) {
      return many(component, visit);
    }
    Optional<String> text = visit.text(name);
    return text.isPresent() ? one(type, text.get(), visit.written().zone()) : null;
  }

  private static Object one(Class<?> type, String text, ZoneId zone) {
    if (type == String.class) {
      return text;
    } else if (type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == UUID.class) {
      return UUID.fromString(text);
    } else if (type == URI.class) {
      return URI.create(text);
    } else if (type == Instant.class) {
      return moment(text, zone);
    }
    throw new IllegalStateException("A form cannot hold a '" + type + "'");
  }

  private static Instant moment(String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no date and time", e);
    }
  }

  private static Object many(RecordComponent component, Visit visit) {
    String of = component.getGenericType().getTypeName();
    List<String> values = visit.all(component.getName());
    if (of.contains(Role.class.getName())) {
      Set<Role> roles = new LinkedHashSet<>();
      values.forEach(value -> roles.add(Role.valueOf(value)));
      return roles;
    } else if (of.contains(UUID.class.getName())) {
      return values.stream().filter(value -> !value.isBlank()).map(UUID::fromString).toList();
    }
    List<String> lines =
        values.stream()
            .flatMap(value -> Arrays.stream(value.split("\\R")))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return of.contains("NewField") ? lines.stream().map(Values::question).toList() : lines;
  }

  /** A question as {@code name = label}, with a star at its end when it must be answered. */
  private static NewField question(String line) {
    boolean required = line.endsWith("*");
    String text = required ? line.substring(0, line.length() - 1).strip() : line;
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("'" + line + "' names no label");
    }
    return new NewField(
        text.substring(0, equals).strip(), text.substring(equals + 1).strip(), required);
  }
}
