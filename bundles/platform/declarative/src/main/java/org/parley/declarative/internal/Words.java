// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes values of parts that the schema was held against. */
final class Words {
  private Words() {}

  static Expression expression(Part part) {
    try {
      return Expression.of(part.text());
    } catch (BadExpression e) {
      throw new IllegalStateException(part.place() + ": " + e.getMessage(), e);
    }
  }

  static Optional<Expression> expression(Part of, String name) {
    return of.find(name).map(Words::expression);
  }

  static Map<String, Expression> expressions(Part of, String name) {
    Map<String, Expression> named = new LinkedHashMap<>();
    of.group(name).forEach((field, part) -> named.put(field, expression(part)));
    return named;
  }

  static Template template(Part part) {
    return template(part.text(), part.place());
  }

  static Template template(String text, Place place) {
    try {
      return Template.of(text);
    } catch (BadExpression e) {
      throw new IllegalStateException(place + ": " + e.getMessage(), e);
    }
  }

  static Optional<Template> template(Part of, String name) {
    return of.find(name).map(Words::template);
  }

  static Map<String, Template> templates(Part of, String name) {
    Map<String, Template> named = new LinkedHashMap<>();
    of.group(name).forEach((field, part) -> named.put(field, template(part)));
    return named;
  }

  static Duration span(Part of, String name, Duration usual) {
    return of.findText(name).map(Duration::parse).orElse(usual);
  }

  /** The constant that a word such as {@code service-desk} names. */
  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The word that names a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
