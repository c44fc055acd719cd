// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What a system has granted.
 *
 * @param scopes what was granted, where the system says so
 */
record Granted(Held held, Optional<Set<String>> scopes) {
  /** The fact that says as whom, in the system's lasting words. */
  static final String ID = "who.id";

  /** The fact that says as whom, for people. */
  static final String NAME = "who.name";

  Granted {
    requireNonNull(held);
    scopes = scopes.map(Set::copyOf);
  }

  Optional<String> fact(String name) {
    return Optional.ofNullable(held.token().facts().get(name));
  }
}
