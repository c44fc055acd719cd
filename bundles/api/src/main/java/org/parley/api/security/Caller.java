// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.UUID;

/**
 * Who is acting: a person at the console, a program with a key, or the machine's owner.
 *
 * @param id of the user or the key; zero for the machine
 * @param kind which of these
 * @param name what people call it
 * @param roles what it may do
 */
public record Caller(UUID id, Kind kind, String name, Set<Role> roles) {
  public Caller {
    requireNonNull(id);
    requireNonNull(kind);
    requireNonNull(name);
    roles = Set.copyOf(roles);
  }

  /** Whether it may do what one of these roles may; an administrator may do everything. */
  public boolean holdsAny(Set<Role> wanted) {
    return roles.contains(Role.ADMINISTRATOR) || roles.stream().anyMatch(wanted::contains);
  }

  /** What kind of caller. */
  public enum Kind {
    /** A person who has signed in. */
    USER,
    /** A program with a key. */
    KEY,
    /** The one who runs the machine, through its owner-only socket or at the first start. */
    MACHINE
  }
}
