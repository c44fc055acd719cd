// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One field of an account's settings, as a form or a schema shows it.
 *
 * @param name its name in the settings tree
 * @param type how it is written
 * @param label what people call it
 * @param help one sentence on what to enter, may be empty
 * @param required whether it must be given
 * @param preset what is entered when nothing is, as text
 * @param choices the values allowed, for {@link Type#CHOICE}
 * @param constraints what else is demanded, each as a name of the JSON schema vocabulary and its
 *     value, such as {@code minimum=1}
 */
public record SettingsField(
    String name,
    Type type,
    Text label,
    Text help,
    boolean required,
    Optional<String> preset,
    List<String> choices,
    List<String> constraints) {
  public SettingsField {
    requireNonNull(name);
    requireNonNull(type);
    requireNonNull(label);
    requireNonNull(help);
    requireNonNull(preset);
    choices = List.copyOf(choices);
    constraints = List.copyOf(constraints);
  }

  /** How a field is written. */
  public enum Type {
    TEXT,
    NUMBER,
    FLAG,
    ADDRESS,
    /** ISO 8601, such as {@code PT15M}. */
    DURATION,
    CHOICE,
    /** Never sent back once entered. */
    SECRET,
    LIST
  }
}
