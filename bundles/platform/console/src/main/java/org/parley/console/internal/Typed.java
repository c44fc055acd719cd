// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.validation.ConstraintViolation;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.console.internal.view.Field;

/** What was typed into a form that was refused, with what is wrong beside each field. */
public final class Typed {
  /** The hidden field that tells forms of one page apart. */
  static final String FORM = "form";

  private final Visit visit;
  private final boolean mine;

  private Typed(Visit visit, boolean mine) {
    this.visit = visit;
    this.mine = mine;
  }

  /**
   * @param form the form's name; what was typed into another form is not shown in this one
   */
  public static Typed of(Visit visit, String form) {
    boolean mine = visit.changes() && visit.exact(FORM).equals(form);
    return new Typed(visit, mine);
  }

  /**
   * @param shown what stands in the field when nothing was typed
   */
  public Field into(Field field, List<String> shown) {
    List<String> values = mine ? visit.all(field.name()) : shown;
    boolean hidden = field.kind() == Field.Kind.SECRET;
    return new Field(
        field.name(),
        field.kind(),
        field.label(),
        field.help(),
        field.required(),
        hidden ? List.of() : values,
        field.choices(),
        mine ? error(field.name()) : "",
        field.limits());
  }

  private String error(String name) {
    return visit
        .refusal()
        .filter(InvalidInput.class::isInstance)
        .map(InvalidInput.class::cast)
        .map(input -> about(name, input.violations()))
        .orElse("");
  }

  private static String about(String name, List<Violation> violations) {
    return violations.stream()
        .filter(violation -> isWithin(violation.path(), name))
        .map(Violation::message)
        .map(Typed::sentence)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static boolean isWithin(String path, String name) {
    return path.equals(name) || path.startsWith(name + "[") || path.startsWith(name + ".");
  }

  private static String sentence(String message) {
    if (message.isEmpty()) {
      return message;
    }
    String begun =
        message.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + message.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }

  /** What a broken constraint demands, in the reader's language where the console knows it. */
  static String explain(ConstraintViolation<?> violation, Words words) {
    var constraint = violation.getConstraintDescriptor();
    String kind = constraint.getAnnotation().annotationType().getSimpleName();
    String record = violation.getLeafBean().getClass().getSimpleName();
    String[] path = violation.getPropertyPath().toString().split("\\.");
    Optional<String> known =
        words.find("invalid." + kind + "." + record + "." + path[path.length - 1]);
    return known
        .or(() -> words.find("invalid." + kind))
        .map(text -> fill(text, constraint.getAttributes(), words))
        .orElse(violation.getMessage());
  }

  private static String fill(String text, Map<String, Object> attributes, Words words) {
    String filled = text;
    for (var attribute : new TreeMap<>(attributes).entrySet()) {
      if (attribute.getValue() instanceof Number number) {
        String written = new MessageFormat("{0}", words.locale()).format(new Object[] {number});
        filled = filled.replace("{" + attribute.getKey() + "}", written);
      }
    }
    return filled;
  }
}
