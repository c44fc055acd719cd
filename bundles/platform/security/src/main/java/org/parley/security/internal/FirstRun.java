// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import jakarta.validation.Validator;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.Secret;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Audit;
import org.parley.api.security.Role;
import org.parley.api.security.User;
import org.parley.api.store.Store;

/**
 * Makes the first administrator when there are no users yet. What has to be read by a person goes
 * to the process's own output and never to the log.
 */
@Component(
    immediate = true,
    service = {})
public final class FirstRun {
  private static final String NAME = "admin";

  private final Store store;
  private final Audit audit;
  private final KeyRing keys;
  private final PasswordHash passwords;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public FirstRun(
      @Reference(target = Room.STORE) Store store,
      @Reference Audit audit,
      @Reference Validator validator) {
    this(store, audit, validator, new PasswordHash(PasswordHash.ROUNDS));
    prepare(System.getenv(), System.out);
  }

  FirstRun(Store store, Audit audit, Validator validator, PasswordHash passwords) {
    this.store = store;
    this.audit = audit;
    this.keys = new KeyRing(store, audit, validator, clock);
    this.passwords = passwords;
  }

  void prepare(Map<String, String> environment, PrintStream out) {
    if (!store.read(UserTable::isEmpty)) {
      return;
    }
    String given = environment.getOrDefault("PARLEY_ADMIN_PASSWORD", "");
    String password = given.isEmpty() ? new Tokens().mintPassword() : given;
    if (!create(new Secret(password))) {
      return;
    }
    out.println(
        given.isEmpty()
            ? "Sign in as '%s' with password '%s' (shown this once)".formatted(NAME, password)
            : "Sign in as '%s' with the password of PARLEY_ADMIN_PASSWORD".formatted(NAME));
    String key = environment.getOrDefault("PARLEY_API_KEY", "").strip();
    if (!key.isEmpty()) {
      var input = new ApiKeyInput("first run", Set.of(Role.ADMINISTRATOR), null);
      keys.add(input, new Secret(key), Machine.CALLER);
      out.println("Programs may call with the key of PARLEY_API_KEY");
    }
  }

  /** Whether no other hub on this database was quicker. */
  private boolean create(Secret password) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var user =
        new User(
            Ids.next(now),
            NAME,
            "Administrator",
            Set.of(Role.ADMINISTRATOR),
            Optional.empty(),
            false,
            1,
            now);
    String kept = passwords.hash(password);
    return store.inTransaction(
        tx -> {
          boolean first = UserTable.insert(tx, user, kept);
          if (first) {
            audit.note(tx, Machine.CALLER, "user.created", user.id().toString(), NAME);
          }
          return first;
        });
  }
}
