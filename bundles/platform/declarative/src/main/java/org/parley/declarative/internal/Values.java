// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Holds the plain values of a manifest against its schema. */
final class Values {
  private static final Pattern SETTING = Pattern.compile("\\bsettings\\.([A-Za-z][A-Za-z0-9]*)");

  private final Set<String> settings;
  private final List<Problem> problems;

  /**
   * @param settings those that the manifest has
   * @param problems to be added to
   */
  Values(Set<String> settings, List<Problem> problems) {
    this.settings = new TreeSet<>(settings);
    this.problems = problems;
  }

  void check(Part part, JsonNode rule) {
    checkChoice(part, Shape.texts(rule.path("enum")));
    checkChoice(part, Shape.texts(rule.path("const")));
    checkRange(part, rule);
    String pattern = rule.path("pattern").asText("");
    if (!pattern.isEmpty() && !part.text().matches(pattern)) {
      add(part, "Is '" + part.text() + "'; it must match " + pattern);
    }
    if (part.text().length() < rule.path("minLength").asInt(0)) {
      add(part, "Is an empty text");
    }
    checkFormat(part, rule.path("format").asText(""));
  }

  private void checkChoice(Part part, List<String> choices) {
    if (!choices.isEmpty() && !choices.contains(part.text())) {
      String right =
          Spelling.nearest(part.text(), Set.copyOf(choices))
              .map(near -> "did you mean '" + near + "'?")
              .orElse("it must be " + oneOf(choices));
      add(part, "Is '" + part.text() + "'; " + right);
    }
  }

  private static String oneOf(List<String> choices) {
    return choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
  }

  private void checkRange(Part part, JsonNode rule) {
    if (part.kind() != Part.Kind.WHOLE) {
      return;
    }
    if (!part.text().matches("-?\\d{1,18}")) {
      add(part, "Is '" + part.text() + "'; it must be a plain number of at most 18 digits");
      return;
    }
    long number = Long.parseLong(part.text());
    JsonNode least = rule.path("minimum");
    JsonNode most = rule.path("maximum");
    if (!least.isMissingNode() && number < least.asLong()) {
      add(part, "Is " + number + "; it must be at least " + least.asLong());
    }
    if (!most.isMissingNode() && number > most.asLong()) {
      add(part, "Is " + number + "; it must be at most " + most.asLong());
    }
  }

  private void checkFormat(Part part, String format) {
    try {
      switch (format) {
        case "jsonata" -> {
          Expression.of(part.text());
          checkSettings(part);
        }
        case "template" -> {
          if (!Template.of(part.text()).isPlain()) {
            checkSettings(part);
          }
        }
        case "gaps" -> checkSettings(part);
        case "currency" -> requireNonNull(Currency.getInstance(part.text()));
        case "duration" -> requireSpan(part.text());
        case "date" -> requireNonNull(LocalDate.parse(part.text()));
        case "regex" -> requireNonNull(Pattern.compile(part.text()));
        default -> {
          // says nothing more
        }
      }
    } catch (BadExpression e) {
      add(part, e.getMessage());
    } catch (DateTimeException e) {
      String right = format.equals("date") ? "a day such as 2027-03-31" : "a span such as PT5M";
      add(part, "Is '" + part.text() + "'; it must be " + right);
    } catch (PatternSyntaxException e) {
      add(part, "Is no regular expression: " + e.getDescription());
    } catch (IllegalArgumentException e) {
      add(part, "Is '" + part.text() + "'; it must be a currency such as EUR");
    }
  }

  private static void requireSpan(String text) {
    Duration span = Duration.parse(text);
    if (span.isZero() || span.isNegative()) {
      throw new DateTimeException("No span lasts '" + text + "'");
    }
  }

  /** The settings that an expression names. */
  static Set<String> settingsIn(String expression) {
    Set<String> names = new LinkedHashSet<>();
    Matcher named = SETTING.matcher(expression);
    while (named.find()) {
      names.add(named.group(1));
    }
    return names;
  }

  private void checkSettings(Part part) {
    for (String name : settingsIn(part.text())) {
      if (!settings.contains(name)) {
        String known = settings.isEmpty() ? "none" : String.join(", ", settings);
        String right =
            Spelling.nearest(name, settings)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("known are " + known);
        add(part, "There is no setting '" + name + "'; " + right);
      }
    }
  }

  private void add(Part part, String message) {
    problems.add(new Problem(part.place(), message));
  }
}
