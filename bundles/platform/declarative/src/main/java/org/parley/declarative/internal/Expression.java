// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One expression in JSONata, compiled. It sees maps, lists and plain values alone, and ends after a
 * while whatever it says. Safe for use by any thread.
 */
final class Expression {
  private static final int LONGEST = 8_000;
  private static final long MILLIS = 1_000;
  private static final int DEEPEST = 300;

  /** Beyond it, a number with a fraction part stands for none that is whole for sure. */
  private static final double LAST_WHOLE = 9_007_199_254_740_991.0;

  /** JSONata's evaluator keeps the last document of its thread; after this, that is none. */
  private static final Jsonata NOTHING = Jsonata.jsonata("0");

  private final String text;
  private final Jsonata compiled;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  static Expression of(String text) throws BadExpression {
    if (text.isBlank()) {
      throw new BadExpression("Is an empty expression");
    }
    if (text.length() > LONGEST) {
      throw new BadExpression("Is an expression of more than " + LONGEST + " characters");
    }
    try {
      return new Expression(text.strip(), Jsonata.jsonata(text));
    } catch (StackOverflowError e) {
      throw new BadExpression("Is an expression that is nested too deeply");
    } catch (RuntimeException e) {
      throw new BadExpression(refusal(e, text));
    }
  }

  private static String refusal(RuntimeException e, String text) {
    int at = e instanceof JException failed ? failed.getLocation() : -1;
    String near =
        at > 0 && at <= text.length()
            ? " near '" + text.substring(Math.max(0, at - 20), at).strip() + "'"
            : "";
    return "Is no expression: " + e.getMessage() + near;
  }

  /**
   * What it comes to over a document: maps, lists and plain values; empty where that is not there
   * or is null.
   *
   * @throws IllegalStateException when it fails
   */
  Optional<Object> evaluate(Map<String, Object> document) {
    Jsonata.Frame frame = compiled.createFrame();
    frame.setRuntimeBounds(MILLIS, DEEPEST);
    Functions.addTo(frame);
    try {
      return Optional.ofNullable(plain(compiled.evaluate(document, frame)));
    } catch (StackOverflowError e) {
      throw new IllegalStateException("Expression '" + text + "' goes too deep", e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("Expression '%s': %s".formatted(text, e.getMessage()), e);
    } finally {
      NOTHING.evaluate(null, NOTHING.createFrame());
    }
  }

  /** Whether it comes to what JSONata takes for true; what is not there is not. */
  boolean holds(Map<String, Object> document) {
    return evaluate(document).map(Jsonata::boolize).orElse(false);
  }

  /**
   * The list that it comes to; one thing is a list of one.
   *
   * @throws IllegalStateException when there is nothing at all
   */
  List<Object> list(Map<String, Object> document) {
    Object found =
        evaluate(document)
            .orElseThrow(() -> new IllegalStateException("There is no '" + text + "' in it"));
    return found instanceof List<?> items ? new ArrayList<>(items) : List.of(found);
  }

  /** JSONata's own lists and numbers as everyone else knows them; functions are no values. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Map<?, ?> fields) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      fields.forEach((name, each) -> map.put(String.valueOf(name), plain(each)));
      return map;
    }
    if (value instanceof Collection<?> items) {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(each -> list.add(plain(each)));
      return list;
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= LAST_WHOLE) {
      return number.longValue();
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean) {
      return value;
    }
    throw new IllegalStateException("comes to a function, not to a value");
  }

  @Override
  public String toString() {
    return text;
  }
}
