// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static java.util.Objects.requireNonNull;

import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;
import org.parley.api.security.ApiKey;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * The keys of programs. A key that was just seen is trusted for a moment without asking the
 * database; revoking it here ends that at once, revoking it at another hub within that moment.
 */
@Component
public final class KeyRing implements Keys {
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final int MOST_SEEN = 1000;
  private static final String PREFIX = "parley_";
  private static final int HINT = 12;

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Tokens tokens = new Tokens();
  private final Store store;
  private final Audit audit;
  private final Validator validator;
  private final InstantSource clock;

  private record Seen(ApiKey key, Instant at) {}

  /**
   * @param firstRun has made the first key
   */
  @Activate
  public KeyRing(
      @Reference(target = Room.STORE) Store store,
      @Reference Audit audit,
      @Reference Validator validator,
      @Reference FirstRun firstRun) {
    this(store, audit, validator);
  }

  public KeyRing(Store store, Audit audit, Validator validator) {
    this(store, audit, validator, InstantSource.system());
  }

  KeyRing(Store store, Audit audit, Validator validator, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.validator = validator;
    this.clock = clock;
  }

  @Override
  public Optional<Caller> authenticate(Secret key) {
    Instant now = clock.instant();
    return find(Tokens.hash(key.reveal()), now)
        .filter(known -> known.revokedAt().isEmpty())
        .filter(known -> known.expiresAt().map(now::isBefore).orElse(true))
        .map(known -> new Caller(known.id(), Caller.Kind.KEY, known.name(), known.roles()));
  }

  private Optional<ApiKey> find(String hash, Instant now) {
    Seen last = seen.get(hash);
    if (last != null && now.isBefore(last.at().plus(MOMENT))) {
      return Optional.of(last.key());
    }
    Optional<ApiKey> found = store.read(tx -> KeyTable.findByHash(tx, hash));
    if (seen.size() > MOST_SEEN) {
      seen.clear();
    }
    found.ifPresent(key -> seen.put(hash, new Seen(key, now)));
    return found;
  }

  @Override
  public Paged<ApiKey> list(PageRequest page) {
    return store.read(tx -> KeyTable.page(tx, page));
  }

  @Override
  public Minted mint(ApiKeyInput input, Caller by) {
    Input.checked(validator, input);
    Secret secret = new Secret(PREFIX + tokens.mint());
    Optional<Instant> expiresAt = Optional.ofNullable(input.expiresAt());
    if (expiresAt.isPresent() && !clock.instant().isBefore(expiresAt.get())) {
      throw new InvalidInput("expiresAt", "'%s' is over".formatted(expiresAt.get()));
    }
    return new Minted(store.inTransaction(tx -> add(tx, input, secret, by)), secret);
  }

  /** Keeps a key whose text was chosen elsewhere. */
  ApiKey add(Transaction tx, ApiKeyInput input, Secret secret, Caller by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var key =
        new ApiKey(
            Ids.next(now),
            requireNonNull(input.name()),
            hint(secret.reveal()),
            requireNonNull(input.roles()),
            now,
            Optional.ofNullable(input.expiresAt()),
            Optional.empty());
    if (KeyTable.insert(tx, key, Tokens.hash(secret.reveal()))) {
      audit.note(tx, by, "key.made", key.id().toString(), key.name());
    }
    return key;
  }

  @Override
  public void revoke(UUID id, Caller by) {
    store.inTransaction(
        tx -> {
          if (!KeyTable.revoke(tx, id, clock.instant())) {
            throw new NotFound("key", id);
          }
          audit.note(tx, by, "key.revoked", id.toString(), "");
          tx.afterCommit(seen::clear);
          return id;
        });
  }

  /** Never more than a third of the key. */
  private static String hint(String key) {
    return key.substring(0, Math.min(HINT, key.length() / 3));
  }
}
