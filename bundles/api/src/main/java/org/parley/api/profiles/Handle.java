// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.Optional;
import org.parley.api.bus.Personal;

/**
 * Somebody as a network shows them.
 *
 * @param network the connector id
 * @param value by which the network knows them, lasting where it has such a thing; empty once the
 *     person was erased
 * @param name that is shown
 * @param page where a person sees them
 * @param followers how many follow them, where the network tells
 */
public record Handle(
    String network,
    @Personal String value,
    @Personal Optional<String> name,
    @Personal Optional<URI> page,
    Optional<Long> followers) {
  public Handle {
    value = requireNonNullElse(value, "");
  }

  /** One of whom no more is known. */
  public static Handle of(String network, String value) {
    return new Handle(network, value, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What points at the person. It counts as not verified: that somebody speaks under a handle tells
   * no more of who it is than the handle.
   */
  public Identifier identifier() {
    return Identifier.handle(network, value);
  }
}
