// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Secret;

/**
 * What proves for a while who an account is. Kept by the hub where secrets are kept.
 *
 * @param access sent with each request
 * @param refresh exchanged for the next token, where the system has such a thing
 * @param expiresAt when it ends, where the system says so
 * @param facts what else the system told at sign-in and routes need, such as the account's id; each
 *     is set as the exchange property of its name
 */
public record Token(
    Secret access,
    Optional<Secret> refresh,
    Optional<Instant> expiresAt,
    Map<String, String> facts) {
  public Token {
    requireNonNull(access);
    requireNonNull(refresh);
    requireNonNull(expiresAt);
    facts = Map.copyOf(facts);
  }
}
