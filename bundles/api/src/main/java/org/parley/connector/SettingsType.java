// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.parley.api.connectors.SettingsField;

/**
 * How the settings of one account are described, and what its connector gets of them.
 *
 * @param <S> what it gets
 */
public sealed interface SettingsType<S> {
  /**
   * A record that may be constrained with Bean Validation and whose components carry {@link Label},
   * {@link Help} and {@link Preset}; they are of the types String, Integer, Long, Boolean, URI,
   * Duration, Secret, an enum, or a List of String.
   */
  record OfRecord<S extends Record>(Class<S> type) implements SettingsType<S> {
    public OfRecord {
      requireNonNull(type);
    }
  }

  /**
   * Fields listed one by one. The connector gets a map by name, without those that are empty: a
   * text or choice as String, a number as Long, a flag as Boolean, an address as URI, the others as
   * Duration, Secret and List of String.
   */
  record OfFields(List<SettingsField> fields) implements SettingsType<Map<String, Object>> {
    public OfFields {
      fields = List.copyOf(fields);
    }
  }

  /** Settings that are read into a record. */
  static <S extends Record> SettingsType<S> of(Class<S> type) {
    return new OfRecord<>(type);
  }

  /** Settings that are listed field by field. */
  static SettingsType<Map<String, Object>> of(List<SettingsField> fields) {
    return new OfFields(fields);
  }
}
