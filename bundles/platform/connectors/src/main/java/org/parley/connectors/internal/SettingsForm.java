// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.parley.connector.SettingsType;

/**
 * The settings of one connector's accounts: how they are entered, and what the connector gets of
 * them.
 */
abstract class SettingsForm<S> {
  private final List<SettingsField> fields;

  SettingsForm(List<SettingsField> fields) {
    this.fields = List.copyOf(fields);
  }

  @SuppressWarnings("unchecked")
  static <S> SettingsForm<S> of(SettingsType<S> type, Validator validator) {
    SettingsForm<?> form =
        type instanceof SettingsType.OfRecord<?> drawn
            ? new FormOfRecord<>(drawn.type(), validator)
            : new FormOfFields(((SettingsType.OfFields) type).fields());
    return (SettingsForm<S>) form;
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
   * Reads a tree. What is made of it may be the connector's code, which runs only when what comes
   * back is called: that throws {@link InvalidInput} naming every bad field below {@code settings}.
   *
   * @param kept the secrets that stand in for those left out, by field; asked at once
   */
  Callable<Made<S>> read(
      Map<String, @Nullable Object> tree, Function<String, Optional<Secret>> kept) {
    List<Violation> faults = new ArrayList<>();
    refuseUnknown(tree, faults);
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      SettingsField field = fields.get(i);
      values[i] = new SettingValue(typeOf(i), field, faults).read(tree, kept);
    }
    return () -> checked(values, List.copyOf(faults));
  }

  /** Settings that stand for any, to look at routes by; empty where nothing can. */
  abstract Optional<S> sample();

  /** What the value of a field is read into. */
  abstract Class<?> typeOf(int field);

  /** What the connector gets. */
  abstract S make(@Nullable Object[] values);

  /** What else is wrong with what was made. */
  abstract List<Violation> check(S settings);

  private Made<S> checked(@Nullable Object[] values, List<Violation> known) {
    S settings = make(values);
    List<Violation> faults = new ArrayList<>(known);
    Set<String> told = new HashSet<>();
    known.forEach(fault -> told.add(fault.path()));
    check(settings).stream().filter(fault -> !told.contains(fault.path())).forEach(faults::add);
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return new Made<>(settings, byName(values));
  }

  final Map<String, Object> byName(@Nullable Object[] values) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        named.put(fields.get(i).name(), value);
      }
    }
    return Collections.unmodifiableMap(named);
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

  /**
   * Settings that keep all that is demanded of them.
   *
   * @param settings what the connector gets
   * @param values the same by field, without those that are empty
   */
  record Made<S>(S settings, Map<String, Object> values) {
    Made {
      values = Map.copyOf(values);
    }
  }
}
