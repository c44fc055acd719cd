// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A program's right to call the hub. The key itself is shown once and then known only by its hash.
 *
 * @param id its identity
 * @param name what it is for
 * @param hint the key's first characters, by which its holder recognises it
 * @param roles what it may do
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself
 * @param revokedAt when it was taken back
 */
public record ApiKey(
    UUID id,
    String name,
    String hint,
    Set<Role> roles,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {
  public ApiKey {
    roles = Set.copyOf(roles);
  }
}
