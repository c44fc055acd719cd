// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Where something stands in a call of a system.
 *
 * @param in which part of the call
 * @param name a header in lower case, a parameter of the address, or in the body a JSON pointer
 *     such as {@code /signature/token} or the name of a form's field
 * @param field which value of a list such as {@code t=1700000000,v1=5257a8}; empty for all there is
 */
public record Place(In in, String name, Optional<String> field) {
  public Place {
    requireNonNull(in);
    requireNonNull(field);
    if (name.isBlank()) {
      throw new IllegalArgumentException("A place in a call has a name");
    }
    name = in == In.HEADER ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** A header, however its name is written. */
  public static Place header(String name) {
    return new Place(In.HEADER, name, Optional.empty());
  }

  /** A parameter of the address. */
  public static Place query(String name) {
    return new Place(In.QUERY, name, Optional.empty());
  }

  /** In the body: a JSON pointer, or the name of a form's field. */
  public static Place body(String name) {
    return new Place(In.BODY, name, Optional.empty());
  }

  /** One value of the list that stands there, by what comes before its {@code =}. */
  public Place field(String key) {
    return new Place(in, name, Optional.of(key));
  }

  /** The parts of a call. */
  public enum In {
    HEADER,
    QUERY,
    BODY
  }
}
