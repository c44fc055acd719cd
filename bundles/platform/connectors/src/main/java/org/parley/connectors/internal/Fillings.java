// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.parley.api.Secret;

/** What the gaps of a connector's templates are filled with. */
final class Fillings implements Function<String, Optional<String>> {
  private final Map<String, String> values;

  private Fillings(Map<String, String> values) {
    this.values = values;
  }

  /** The settings of an account; addresses without a slash at their end. */
  static Fillings of(Map<String, Object> settings) {
    Map<String, String> values = new HashMap<>();
    settings.forEach(
        (name, value) -> {
          String text = text(value);
          if (!text.isEmpty()) {
            values.put(name, text);
          }
        });
    return new Fillings(values);
  }

  /** Beside what is there; of one name the new counts. */
  Fillings and(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    return new Fillings(all);
  }

  Fillings and(String name, String value) {
    return and(Map.of(name, value));
  }

  /** A token with what was told along with it; where there is none a setting may be called so. */
  Fillings and(Held held) {
    Map<String, String> all = new HashMap<>(held.token().facts());
    if (!held.access().reveal().isEmpty()) {
      all.put("token", held.access().reveal());
    }
    held.token().refresh().ifPresent(refresh -> all.put("refresh", refresh.reveal()));
    return and(all);
  }

  @Override
  public Optional<String> apply(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private static String text(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    } else if (value instanceof URI address) {
      return address.toString().replaceAll("/+$", "");
    } else if (value instanceof List<?> many) {
      return String.join(" ", many.stream().map(String::valueOf).toList());
    }
    return value.toString();
  }
}
