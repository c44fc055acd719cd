// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A text with holes: what stands between {@code ${} and {@code }} is an expression. */
final class Template {
  private static final String HOLE = "${";

  /** What stands in a sentence where a hole's value is not there. */
  private static final String GAP = "…";

  private final String text;

  /** Each a String or an Expression. */
  private final List<Object> pieces;

  private Template(String text, List<Object> pieces) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
  }

  static Template of(String text) throws BadExpression {
    List<Object> pieces = new ArrayList<>();
    int from = 0;
    for (int hole = text.indexOf(HOLE); hole >= 0; hole = text.indexOf(HOLE, from)) {
      pieces.add(text.substring(from, hole));
      int end = endOf(text, hole + HOLE.length());
      pieces.add(Expression.of(text.substring(hole + HOLE.length(), end)));
      from = end + 1;
    }
    pieces.add(text.substring(from));
    return new Template(text, pieces);
  }

  /** The brace that ends a hole; those of objects and within quotes do not. */
  private static int endOf(String text, int from) throws BadExpression {
    int open = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char each = text.charAt(i);
      if (quote != 0) {
        if (each == '\\') {
          i++;
        } else if (each == quote) {
          quote = 0;
        }
      } else if (each == '"' || each == '\'' || each == '`') {
        quote = each;
      } else if (each == '{') {
        open++;
      } else if (each == '}' && open-- == 0) {
        return i;
      }
    }
    throw new BadExpression("Has a hole '${' that does not end with '}'");
  }

  /** Whether it has no hole. */
  boolean isPlain() {
    return pieces.size() == 1;
  }

  /** The expressions in its holes. */
  String holes() {
    return pieces.stream()
        .filter(Expression.class::isInstance)
        .map(Object::toString)
        .collect(joining(" "));
  }

  /** What stands before its first hole. */
  String start() {
    return (String) pieces.get(0);
  }

  /** The text with its holes filled; empty where a value is not there. */
  Optional<String> fill(Map<String, Object> document) {
    return fill(document, value -> value);
  }

  /**
   * The same.
   *
   * @param escape what is done to each value
   */
  Optional<String> fill(Map<String, Object> document, UnaryOperator<String> escape) {
    var filled = new StringBuilder();
    for (Object piece : pieces) {
      if (piece instanceof Expression hole) {
        Optional<Object> value = hole.evaluate(document);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        filled.append(escape.apply(word(value.get())));
      } else {
        filled.append(piece);
      }
    }
    return Optional.of(filled.toString());
  }

  /** The same for people: where a value is not there, the text has a gap. */
  String say(Map<String, Object> document) {
    var said = new StringBuilder();
    for (Object piece : pieces) {
      said.append(
          piece instanceof Expression hole
              ? hole.evaluate(document).map(Template::word).orElse(GAP)
              : piece);
    }
    return said.toString();
  }

  /** How a value is written into a text. */
  static String word(Object value) {
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).toPlainString();
    }
    if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
      return Json.write(value);
    }
    return value.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
