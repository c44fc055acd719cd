// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.connector.Token;

/**
 * A token as the hub holds it.
 *
 * @param key that it is bound to, or the secret of an OAuth 1.0a token
 * @param lasting until when it can be had anew without a person
 */
record Held(Token token, Optional<Secret> key, Lasting lasting) {
  private static final JsonMapper JSON = new JsonMapper();

  Held {
    requireNonNull(token);
    requireNonNull(key);
    requireNonNull(lasting);
  }

  static Held of(Token token) {
    return new Held(token, Optional.empty(), Lasting.UNTOLD);
  }

  Secret access() {
    return token.access();
  }

  boolean endsBy(Instant then) {
    return token.expiresAt().map(end -> !end.isAfter(then)).orElse(false);
  }

  /** Whether it serves no longer once the other is given back. */
  boolean endsWith(Held other) {
    return token.refresh().isPresent()
        ? token.refresh().equals(other.token().refresh())
        : access().equals(other.access());
  }

  /** The same with further facts; those that are there already give way. */
  Held with(Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(token.facts());
    all.putAll(facts);
    return new Held(
        new Token(token.access(), token.refresh(), token.expiresAt(), all), key, lasting);
  }

  /** The same with a token of what was chosen in its place, which does not end by itself. */
  Held as(Secret access) {
    return new Held(
        new Token(access, Optional.empty(), Optional.empty(), token.facts()),
        Optional.empty(),
        Lasting.UNTOLD);
  }

  Secret write() {
    var kept =
        new Kept(
            token.access().reveal(),
            token.refresh().map(Secret::reveal).orElse(null),
            token.expiresAt().map(Instant::toString).orElse(null),
            token.facts(),
            key.map(Secret::reveal).orElse(null),
            lasting.since().map(Instant::toString).orElse(null),
            lasting.endsAt().map(Instant::toString).orElse(null));
    try {
      return new Secret(JSON.writeValueAsString(kept));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A token cannot be written", e);
    }
  }

  /** What was written; empty for what cannot be read, which is as good as none. */
  static Optional<Held> read(Secret secret) {
    try {
      Kept kept = JSON.readValue(secret.reveal(), Kept.class);
      var token =
          new Token(
              new Secret(kept.access()),
              Optional.ofNullable(kept.refresh()).map(Secret::new),
              Optional.ofNullable(kept.expiresAt()).map(Instant::parse),
              kept.facts());
      return Optional.of(
          new Held(
              token,
              Optional.ofNullable(kept.key()).map(Secret::new),
              new Lasting(
                  Optional.ofNullable(kept.since()).map(Instant::parse),
                  Optional.ofNullable(kept.endsAt()).map(Instant::parse))));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private record Kept(
      String access,
      @Nullable String refresh,
      @Nullable String expiresAt,
      Map<String, String> facts,
      @Nullable String key,
      @Nullable String since,
      @Nullable String endsAt) {}
}
