// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.security.Vault;
import org.parley.connector.Token;

/** The token of one account: kept in the vault, fetched by one thread at a time. */
final class Tokens {
  private static final JsonMapper JSON = new JsonMapper();

  private final Vault vault;
  private final String name;
  private final Duration ahead;
  private final Clock clock;
  private final SignInRoute signIn;
  private @Nullable Token last;

  Tokens(Vault vault, String name, Duration ahead, Clock clock, SignInRoute signIn) {
    this.vault = vault;
    this.name = name;
    this.ahead = ahead;
    this.clock = clock;
    this.signIn = signIn;
  }

  /** A token that holds for a while yet. */
  synchronized Token current() throws CallFailed {
    if (last == null) {
      last = vault.find(name).map(Tokens::read).orElse(null);
    }
    if (last == null || endsSoon(last)) {
      renew();
    }
    return requireNonNull(last);
  }

  /** The system has refused this token: fetches another unless that was done meanwhile. */
  synchronized Token after(Token refused) throws CallFailed {
    if (last == null || last.access().equals(refused.access())) {
      renew();
    }
    return requireNonNull(last);
  }

  private void renew() throws CallFailed {
    Token next = signIn.run(Optional.ofNullable(last));
    vault.put(name, write(next));
    last = next;
  }

  private boolean endsSoon(Token token) {
    Instant then = clock.instant().plus(ahead);
    return token.expiresAt().map(end -> !end.isAfter(then)).orElse(false);
  }

  private static Secret write(Token token) {
    var kept =
        new Kept(
            token.access().reveal(),
            token.refresh().map(Secret::reveal).orElse(null),
            token.expiresAt().map(Instant::toString).orElse(null),
            token.facts());
    try {
      return new Secret(JSON.writeValueAsString(kept));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A token cannot be written", e);
    }
  }

  private static @Nullable Token read(Secret secret) {
    try {
      Kept kept = JSON.readValue(secret.reveal(), Kept.class);
      return new Token(
          new Secret(kept.access()),
          Optional.ofNullable(kept.refresh()).map(Secret::new),
          Optional.ofNullable(kept.expiresAt()).map(Instant::parse),
          kept.facts());
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The connector's own way to a token. */
  @FunctionalInterface
  interface SignInRoute {
    Token run(Optional<Token> last) throws CallFailed;
  }

  private record Kept(
      String access,
      @Nullable String refresh,
      @Nullable String expiresAt,
      Map<String, String> facts) {}
}
