// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Field.Kind;
import org.parley.console.internal.view.Form;

/**
 * A form drawn from an input record of the api: its components are the fields, its constraints what
 * the browser checks first and the server decides.
 */
public final class RecordForm<T extends Record> {
  private static final int LONG_TEXT = 1000;

  private final Class<T> type;
  private final Validator validator;

  public RecordForm(Class<T> type, Validator validator) {
    this.type = type;
    this.validator = validator;
  }

  /**
   * The form with these values, or with what was typed when it was refused.
   *
   * @param values by component, as the record would hold them
   * @param choices by component, for those that are chosen
   */
  public Form draw(
      Visit visit, String action, Map<String, ?> values, Map<String, List<Field.Choice>> choices) {
    Typed typed = Typed.of(visit, name());
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Field field =
          field(component, visit.words(), choices.getOrDefault(component.getName(), List.of()));
      List<String> shown = Values.write(values.get(component.getName()), visit.written().zone());
      fields.add(typed.into(field, shown));
    }
    String submit = visit.words().find("submit." + name()).orElse(visit.say("submit"));
    return new Form(name(), action, fields, List.of(), submit, List.of(), Optional.empty());
  }

  /**
   * What was filled in.
   *
   * @throws InvalidInput naming every bad field
   */
  public T read(Visit visit) {
    List<Violation> violations = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      try {
        values[i] = Values.read(components[i], visit);
      } catch (IllegalArgumentException malformed) {
        String key = "malformed." + components[i].getType().getSimpleName();
        violations.add(new Violation(components[i].getName(), visit.say(key)));
      }
    }
    T input = make(values);
    for (ConstraintViolation<T> violation : validator.validate(input)) {
      String path = violation.getPropertyPath().toString();
      if (violations.stream().noneMatch(known -> known.path().equals(path))) {
        violations.add(new Violation(path, Typed.explain(violation, visit.words())));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInput(violations);
    }
    return input;
  }

  private T make(Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Record '" + type + "' cannot be made", e);
    }
  }

  private String name() {
    return type.getSimpleName();
  }

  private Field field(RecordComponent component, Words words, List<Field.Choice> choices) {
    String key = name() + "." + component.getName();
    boolean required =
        has(component, NotNull.class)
            || has(component, NotBlank.class)
            || has(component, NotEmpty.class);
    return new Field(
        component.getName(),
        kind(component),
        words.say("field." + key),
        words.find("help." + key).orElse(""),
        required,
        List.of(),
        choices,
        "",
        limits(component));
  }

  private Kind kind(RecordComponent component) {
    Class<?> of = component.getType();
    if (of == Boolean.class) {
      return Kind.FLAG;
    } else if (of == Integer.class) {
      return Kind.NUMBER;
    } else if (of == Instant.class) {
      return Kind.MOMENT;
    } else if (of == UUID.class) {
      return Kind.CHOICE;
    } else if (of == URI.class) {
      return Kind.ADDRESS;
    } else if (Set.class.isAssignableFrom(of)) {
      return Kind.CHOICES;
    } else if (Collection.class.isAssignableFrom(of)) {
      return component.getGenericType().getTypeName().contains("UUID") ? Kind.CHOICES : Kind.LONG;
    }
    return find(component, Size.class).filter(size -> isLong(size.max())).isPresent()
        ? Kind.LONG
        : Kind.TEXT;
  }

  /** Addresses may have 2,048 characters and still are one line. */
  private static boolean isLong(int most) {
    return most >= LONG_TEXT && most != 2048;
  }

  private Field.Limits limits(RecordComponent component) {
    boolean text = component.getType() == String.class;
    return new Field.Limits(
        find(component, Size.class).filter(size -> text).map(Size::max),
        find(component, Min.class).map(Min::value),
        find(component, Max.class).map(Max::value));
  }

  private boolean has(RecordComponent component, Class<? extends Annotation> constraint) {
    return find(component, constraint).isPresent();
  }

  private <A extends Annotation> Optional<A> find(RecordComponent component, Class<A> constraint) {
    try {
      java.lang.reflect.Field field = type.getDeclaredField(component.getName());
      return Optional.ofNullable(field.getAnnotation(constraint));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("Record '" + type + "' lacks a field", e);
    }
  }
}
