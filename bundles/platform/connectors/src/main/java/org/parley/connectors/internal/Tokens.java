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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.Vault;
import org.parley.api.store.Lease;
import org.parley.api.store.LeaseLost;
import org.parley.api.store.Store;
import org.parley.connector.Token;

/**
 * The token of one account: kept in the vault, fetched by one thread of one hub at a time. Systems
 * that let a token be renewed once would turn the second away.
 */
final class Tokens {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;
  private final Vault vault;
  private final Lease lease;
  private final String name;
  private final Duration ahead;
  private final Clock clock;
  private final SignInRoute signIn;
  private @Nullable Token last;

  Tokens(Hub hub, String name, Duration ahead, SignInRoute signIn) {
    this.store = hub.store();
    this.vault = hub.vault();
    this.lease = hub.leases().of("connectors.token." + name);
    this.name = name;
    this.ahead = ahead;
    this.clock = hub.clock();
    this.signIn = signIn;
  }

  /** A token that holds for a while yet. */
  synchronized Token current() throws CallFailed {
    if (last == null) {
      last = kept();
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

  private @Nullable Token kept() {
    return vault.find(name).map(Tokens::read).orElse(null);
  }

  private void renew() throws CallFailed {
    awaitTurn();
    try {
      Token kept = kept();
      last = isOther(kept) ? kept : renewed(kept == null ? last : kept);
    } finally {
      lease.give();
    }
  }

  /** Whether another hub has renewed it meanwhile. */
  private boolean isOther(@Nullable Token kept) {
    return kept != null
        && !endsSoon(kept)
        && (last == null || !kept.access().equals(last.access()));
  }

  private Token renewed(@Nullable Token former) throws CallFailed {
    Token next = signIn.run(Optional.ofNullable(former));
    try {
      return store.asOne(
          transaction -> {
            lease.check(transaction);
            vault.put(name, write(next));
            return next;
          });
    } catch (LeaseLost e) {
      throw new CallFailed(e, false);
    }
  }

  private void awaitTurn() throws CallFailed {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!lease.hold()) {
      if (System.nanoTime() > until) {
        throw new CallFailed(
            new ParleyException(Fault.HUB, "Another hub has been signing in for too long"), false);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
      }
    }
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
