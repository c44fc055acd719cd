// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.parley.api.Secret;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.Text;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;

/** Describes one component of a settings record. */
final class FieldOfSettings {
  private FieldOfSettings() {}

  static SettingsField of(RecordComponent component) {
    String name = component.getName();
    return new SettingsField(
        name,
        typeOf(component),
        find(component, Label.class, label -> new Text(label.en(), label.de()))
            .orElse(new Text(name, name)),
        find(component, Help.class, help -> new Text(help.en(), help.de())).orElse(Text.NONE),
        isRequired(component),
        find(component, Preset.class, Preset::value),
        choices(component),
        constraints(component));
  }

  private static SettingsField.Type typeOf(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return SettingsField.Type.TEXT;
    }
    if (type == Integer.class || type == Long.class) {
      return SettingsField.Type.NUMBER;
    }
    if (type == Boolean.class) {
      return SettingsField.Type.FLAG;
    }
    if (type == URI.class) {
      return SettingsField.Type.ADDRESS;
    }
    if (type == Duration.class) {
      return SettingsField.Type.DURATION;
    }
    if (type == Secret.class) {
      return SettingsField.Type.SECRET;
    }
    if (type == List.class) {
      return SettingsField.Type.LIST;
    }
    if (type.isEnum()) {
      return SettingsField.Type.CHOICE;
    }
    throw new IllegalArgumentException(
        "Setting '%s' is of type '%s', which no form can show"
            .formatted(component.getName(), type.getName()));
  }

  private static boolean isRequired(RecordComponent component) {
    return !component.isAnnotationPresent(Preset.class)
        && (has(component, NotNull.class)
            || has(component, NotBlank.class)
            || has(component, NotEmpty.class));
  }

  private static boolean has(RecordComponent component, Class<? extends Annotation> wanted) {
    return find(component, wanted, found -> true).orElse(false);
  }

  private static List<String> choices(RecordComponent component) {
    return component.getType().isEnum()
        ? Arrays.stream(component.getType().getEnumConstants())
            .map(choice -> ((Enum<?>) choice).name())
            .toList()
        : List.of();
  }

  private static List<String> constraints(RecordComponent component) {
    List<String> found = new ArrayList<>();
    find(component, Min.class, Min::value).ifPresent(value -> found.add("minimum=" + value));
    find(component, Max.class, Max::value).ifPresent(value -> found.add("maximum=" + value));
    find(component, Pattern.class, Pattern::regexp)
        .ifPresent(value -> found.add("pattern=" + value));
    find(component, Size.class, Function.identity())
        .ifPresent(
            size -> {
              if (size.min() > 0) {
                found.add("minLength=" + size.min());
              }
              if (size.max() < Integer.MAX_VALUE) {
                found.add("maxLength=" + size.max());
              }
            });
    return found;
  }

  /** Constraints lie on the accessor, or on the type of the component as {@code @NotNull URI}. */
  private static <A extends Annotation, T> Optional<T> find(
      RecordComponent component, Class<A> wanted, Function<A, T> read) {
    A found = component.getAnnotation(wanted);
    if (found == null) {
      found = component.getAccessor().getAnnotation(wanted);
    }
    if (found == null) {
      found = component.getAnnotatedType().getAnnotation(wanted);
    }
    return Optional.ofNullable(found).map(read);
  }
}
