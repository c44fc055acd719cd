// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;
import java.util.Optional;

/**
 * What a person fills in.
 *
 * @param name tells forms of one page apart
 * @param action where it is sent
 * @param hidden what is sent along, such as the version that was read
 * @param other further buttons that send the same fields elsewhere
 */
public record Form(
    String name,
    String action,
    List<Field> fields,
    List<Hidden> hidden,
    String submit,
    List<Action> other,
    Optional<Action> cancel)
    implements Piece {
  public Form {
    fields = List.copyOf(fields);
    hidden = List.copyOf(hidden);
    other = List.copyOf(other);
  }

  public record Hidden(String name, String value) {}

  public Form with(String hiddenName, String value) {
    var more = new java.util.ArrayList<>(hidden);
    more.add(new Hidden(hiddenName, value));
    return new Form(name, action, fields, more, submit, other, cancel);
  }

  public Form cancel(Action back) {
    return new Form(name, action, fields, hidden, submit, other, Optional.of(back));
  }

  public Form or(Action elsewhere) {
    return new Form(name, action, fields, hidden, submit, List.of(elsewhere), cancel);
  }
}
