// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.connectors.SettingsField;

/** The settings of one connector's accounts, drawn from their record. */
final class SettingsForm<S extends Record> {
  private final Class<S> type;
  private final Validator validator;
  private final List<SettingsField> fields;
  private @Nullable Validator own;

  SettingsForm(Class<S> type, Validator validator) {
    this.type = type;
    this.validator = validator;
    fields = Arrays.stream(type.getRecordComponents()).map(FieldOfSettings::of).toList();
  }

  /** One keeps the classes that it has met; these are the connector's and go with it. */
  private synchronized Validator own() {
    if (own == null) {
      own = validator.unwrap(Validator.class);
    }
    return own;
  }

  List<SettingsField> fields() {
    return fields;
  }

  Set<String> secrets() {
    Set<String> names = new HashSet<>();
    fields.stream()
        .filter(field -> field.type() == SettingsField.Type.SECRET)
        .forEach(field -> names.add(field.name()));
    return names;
  }

  /**
   * Reads a tree. The record and its constraints are the connector's code, which runs only when
   * what comes back is called: that throws {@link InvalidInput} naming every bad field below {@code
   * settings}.
   *
   * @param kept the secrets that stand in for those left out, by field; asked at once
   */
  Callable<S> read(Map<String, @Nullable Object> tree, Function<String, Optional<Secret>> kept) {
    List<Violation> faults = new ArrayList<>();
    refuseUnknown(tree, faults);
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      SettingsField field = fields.get(i);
      RecordComponent component = type.getRecordComponents()[i];
      values[i] = new SettingValue(component, field, faults).read(tree, kept);
    }
    return () -> checked(values, List.copyOf(faults));
  }

  private S checked(@Nullable Object[] values, List<Violation> known) {
    S settings = make(values);
    List<Violation> faults = new ArrayList<>(known);
    addConstraints(settings, faults);
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return settings;
  }

  private void refuseUnknown(Map<String, @Nullable Object> tree, List<Violation> faults) {
    List<String> known = fields.stream().map(SettingsField::name).toList();
    for (String name : tree.keySet()) {
      if (!known.contains(name)) {
        String message = "There is no such setting; known are " + String.join(", ", known);
        faults.add(new Violation("settings." + name, message));
      }
    }
  }

  private S make(@Nullable Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Settings '%s' cannot be made of components that may be null".formatted(type.getName()),
          e);
    }
  }

  private void addConstraints(S settings, List<Violation> faults) {
    Set<String> told = new HashSet<>();
    faults.forEach(fault -> told.add(fault.path()));
    own().validate(settings).stream()
        .map(SettingsForm::violation)
        .filter(violation -> !told.contains(violation.path()))
        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .forEach(faults::add);
  }

  private static Violation violation(ConstraintViolation<?> found) {
    return new Violation("settings." + found.getPropertyPath(), found.getMessage());
  }
}
