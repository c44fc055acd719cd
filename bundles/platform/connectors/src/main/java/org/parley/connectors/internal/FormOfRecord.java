// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.Violation;

/** A form drawn from a record and its constraints. */
final class FormOfRecord<S extends Record> extends SettingsForm<S> {
  private final Class<S> type;
  private final Validator validator;
  private @Nullable Validator own;

  FormOfRecord(Class<S> type, Validator validator) {
    super(Arrays.stream(type.getRecordComponents()).map(FieldOfSettings::of).toList());
    this.type = type;
    this.validator = validator;
  }

  /** One keeps the classes that it has met; these are the connector's and go with it. */
  private synchronized Validator own() {
    if (own == null) {
      own = validator.unwrap(Validator.class);
    }
    return own;
  }

  /** Its constructor may refuse what nobody has entered. */
  @Override
  Optional<S> sample() {
    return Optional.empty();
  }

  @Override
  Class<?> typeOf(int field) {
    return type.getRecordComponents()[field].getType();
  }

  @Override
  S make(@Nullable Object[] values) {
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

  @Override
  List<Violation> check(S settings) {
    return own().validate(settings).stream()
        .map(FormOfRecord::violation)
        .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
        .toList();
  }

  private static Violation violation(ConstraintViolation<?> found) {
    return new Violation("settings." + found.getPropertyPath(), found.getMessage());
  }
}
