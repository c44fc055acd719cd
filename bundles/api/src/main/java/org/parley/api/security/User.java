// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A person who signs in.
 *
 * @param id its identity
 * @param name what is typed to sign in; unique without regard to case
 * @param fullName what colleagues see
 * @param roles what the person may do, at least one
 * @param team the team that the person belongs to
 * @param disabled whether signing in is refused
 * @param version grows with each change
 * @param createdAt when the user was made
 */
public record User(
    UUID id,
    String name,
    String fullName,
    Set<Role> roles,
    Optional<UUID> team,
    boolean disabled,
    long version,
    Instant createdAt) {
  public User {
    requireNonNull(id);
    requireNonNull(team);
    roles = Set.copyOf(roles);
  }
}
