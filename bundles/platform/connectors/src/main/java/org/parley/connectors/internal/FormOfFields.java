// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SettingsField.Type;

/** A form whose fields are listed; their constraints are words of the JSON schema vocabulary. */
final class FormOfFields extends SettingsForm<Map<String, Object>> {
  FormOfFields(List<SettingsField> fields) {
    super(fields);
  }

  @Override
  Optional<Map<String, Object>> sample() {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (SettingsField field : fields()) {
      String text = field.preset().orElse(standIn(field));
      Object value =
          new SettingValue(
                  field.type() == Type.NUMBER ? Long.class : String.class, field, new ArrayList<>())
              .read(Map.of(field.name(), text), none -> Optional.empty());
      if (value != null) {
        settings.put(field.name(), value);
      }
    }
    return Optional.of(settings);
  }

  private static String standIn(SettingsField field) {
    return switch (field.type()) {
      case NUMBER -> "1";
      case FLAG -> "true";
      case ADDRESS -> "https://example.org";
      case DURATION -> "PT5M";
      case CHOICE -> field.choices().get(0);
      default -> field.name();
    };
  }

  @Override
  Class<?> typeOf(int field) {
    return fields().get(field).type() == Type.NUMBER ? Long.class : String.class;
  }

  @Override
  Map<String, Object> make(@Nullable Object[] values) {
    return byName(values);
  }

  @Override
  List<Violation> check(Map<String, Object> settings) {
    List<Violation> faults = new ArrayList<>();
    for (SettingsField field : fields()) {
      Object value = settings.get(field.name());
      if (value == null || isBlank(value)) {
        if (field.required()) {
          faults.add(new Violation("settings." + field.name(), "Must not be empty"));
        }
      } else {
        field.constraints().stream()
            .flatMap(constraint -> broken(constraint, value).stream())
            .forEach(message -> faults.add(new Violation("settings." + field.name(), message)));
      }
    }
    return faults;
  }

  private static boolean isBlank(Object value) {
    return value instanceof String text && text.isBlank()
        || value instanceof Secret secret && secret.reveal().isBlank()
        || value instanceof List<?> list && list.isEmpty();
  }

  private static Optional<String> broken(String constraint, Object value) {
    int equals = constraint.indexOf('=');
    String demanded = constraint.substring(equals + 1);
    return switch (constraint.substring(0, equals)) {
      case "minimum" -> unless(compare(value, demanded) >= 0, "Must be at least " + demanded);
      case "maximum" -> unless(compare(value, demanded) <= 0, "Must be at most " + demanded);
      case "minLength" ->
          unless(
              length(value) >= Integer.parseInt(demanded),
              "Must have at least " + demanded + " characters");
      case "maxLength" ->
          unless(
              length(value) <= Integer.parseInt(demanded),
              "Must have at most " + demanded + " characters");
      case "pattern" -> unless(text(value).matches(demanded), "Must match " + demanded);
      default -> throw new IllegalArgumentException("There is no constraint '" + constraint + "'");
    };
  }

  private static Optional<String> unless(boolean kept, String message) {
    return kept ? Optional.empty() : Optional.of(message);
  }

  private static int compare(Object value, String demanded) {
    return new BigDecimal(value.toString()).compareTo(new BigDecimal(demanded));
  }

  private static int length(Object value) {
    String text = text(value);
    return text.codePointCount(0, text.length());
  }

  private static String text(Object value) {
    return value instanceof Secret secret ? secret.reveal() : value.toString();
  }
}
