// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.connectors.SettingsField;
import org.parley.api.web.WebTarget;

/** Reads one setting out of a tree, or says what is wrong with it. */
final class SettingValue {
  private final Class<?> type;
  private final SettingsField field;
  private final List<Violation> faults;

  /**
   * @param type what it is read into, where the field leaves a choice: Long or Integer, an enum or
   *     text
   */
  SettingValue(Class<?> type, SettingsField field, List<Violation> faults) {
    this.type = type;
    this.field = field;
    this.faults = faults;
  }

  @Nullable Object read(
      Map<String, @Nullable Object> tree, Function<String, Optional<Secret>> kept) {
    Object given = tree.get(field.name());
    boolean secret = field.type() == SettingsField.Type.SECRET;
    if (secret && !tree.containsKey(field.name())) {
      return kept.apply(field.name()).orElse(null);
    }
    if (given == null || "".equals(given)) {
      given = field.preset().orElse(null);
    }
    return given == null ? null : convert(given);
  }

  private @Nullable Object convert(Object given) {
    return switch (field.type()) {
      case TEXT -> given instanceof String text ? text : refuse(given, "a text");
      case SECRET -> given instanceof String text ? new Secret(text) : refuse("***", "a text");
      case FLAG -> flag(given);
      case NUMBER -> number(given);
      case ADDRESS -> address(given);
      case DURATION -> duration(given);
      case CHOICE -> choice(given);
      case LIST -> list(given);
    };
  }

  private @Nullable Object flag(Object given) {
    if (given instanceof Boolean) {
      return given;
    }
    return "true".equals(given) || "false".equals(given)
        ? Boolean.valueOf((String) given)
        : refuse(given, "true or false");
  }

  private @Nullable Object number(Object given) {
    String digits = given.toString();
    boolean whole =
        (given instanceof String || given instanceof Number) && digits.matches("-?\\d{1,18}");
    if (!whole) {
      return refuse(given, "a whole number");
    }
    long number = Long.parseLong(digits);
    if (type == Long.class) {
      return number;
    }
    return number == (int) number ? (Object) (int) number : refuse(given, "a smaller number");
  }

  /** Routes lead to addresses: any other scheme would name another of Camel's components. */
  private @Nullable Object address(Object given) {
    if (!(given instanceof String text)) {
      return refuse(given, "an http or https address such as https://example.org");
    }
    try {
      return WebTarget.read("settings." + field.name(), text).address();
    } catch (InvalidInput refused) {
      faults.addAll(refused.violations());
      return null;
    }
  }

  private @Nullable Object duration(Object given) {
    try {
      return Duration.parse(given.toString());
    } catch (DateTimeParseException e) {
      return refuse(given, "a span of time such as PT15M");
    }
  }

  private @Nullable Object choice(Object given) {
    if (!(given instanceof String name) || !field.choices().contains(name)) {
      return refuse(given, "one of " + String.join(", ", field.choices()));
    }
    return type.isEnum() ? type.getEnumConstants()[field.choices().indexOf(name)] : name;
  }

  private @Nullable Object list(Object given) {
    if (!(given instanceof List<?> items)) {
      return refuse(given, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        return refuse(given, "a list of texts");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  private @Nullable Object refuse(Object given, String right) {
    faults.add(
        new Violation(
            "settings." + field.name(), "Is '%s'; it must be %s".formatted(given, right)));
    return null;
  }
}
