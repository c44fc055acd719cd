// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;
import java.util.Optional;

/**
 * One field of a form.
 *
 * @param values as entered or as they stand; one, but for {@link Kind#CHOICES}
 * @param error what is wrong with it; may be empty
 * @param limits what the browser may check before the server does
 */
public record Field(
    String name,
    Kind kind,
    String label,
    String help,
    boolean required,
    List<String> values,
    List<Choice> choices,
    String error,
    Limits limits) {
  public Field {
    values = List.copyOf(values);
    choices = List.copyOf(choices);
  }

  /** How a field is drawn. */
  public enum Kind {
    TEXT,
    LONG,
    ADDRESS,
    NUMBER,
    FLAG,
    MOMENT,
    CHOICE,
    CHOICES,
    SECRET
  }

  public record Choice(String value, String label) {}

  public record Limits(Optional<Integer> length, Optional<Long> least, Optional<Long> most) {
    public static final Limits NONE =
        new Limits(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A field of which only the name, kind and label matter. */
  public static Field of(String name, Kind kind, String label, Optional<String> value) {
    return new Field(
        name,
        kind,
        label,
        "",
        false,
        value.map(List::of).orElse(List.of()),
        List.of(),
        "",
        Limits.NONE);
  }

  public Field choices(List<Choice> from) {
    return new Field(name, kind, label, help, required, values, from, error, limits);
  }

  public Field required(boolean must) {
    return new Field(name, kind, label, help, must, values, choices, error, limits);
  }

  public Field help(String text) {
    return new Field(name, kind, label, text, required, values, choices, error, limits);
  }

  public Field error(String text) {
    return new Field(name, kind, label, help, required, values, choices, text, limits);
  }

  public String value() {
    return values.isEmpty() ? "" : values.get(0);
  }

  /** Its id within a form. */
  public String id(String form) {
    return form + "-" + name.replace('.', '-');
  }

  /** What describes it to those who cannot see; empty for nothing. */
  public String describedBy(String form) {
    String helped = help.isEmpty() ? "" : id(form) + "-help";
    String wrong = error.isEmpty() ? "" : id(form) + "-error";
    return (helped + " " + wrong).strip();
  }
}
