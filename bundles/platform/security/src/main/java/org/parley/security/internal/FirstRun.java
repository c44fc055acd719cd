// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import jakarta.validation.Validator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
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
import org.parley.api.store.Transaction;

/**
 * Makes the first administrator when there are no users yet. What has to be read by a person goes
 * to the process's own output and never to a log; where a journal keeps that output, to a file that
 * only the hub's user may read.
 *
 * <p>Who lets people or programs in waits for it, so that nobody is turned away whom it would
 * admit.
 */
@Component(service = FirstRun.class)
public final class FirstRun {
  private static final String NAME = "admin";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Store store;
  private final Audit audit;
  private final KeyRing keys;
  private final PasswordHash passwords;
  private final InstantSource clock = InstantSource.system();

  @Activate
  public FirstRun(
      BundleContext bundle,
      @Reference(target = Room.STORE) Store store,
      @Reference Audit audit,
      @Reference Validator validator) {
    this(store, audit, validator, new PasswordHash(PasswordHash.ROUNDS));
    Path run = Path.of(bundle.getProperty("parley.home"), "run");
    prepare(System.getenv(), System.out, Journal.keepsOutput(System.getenv()) ? run : null);
  }

  FirstRun(Store store, Audit audit, Validator validator, PasswordHash passwords) {
    this.store = store;
    this.audit = audit;
    this.keys = new KeyRing(store, audit, validator, clock);
    this.passwords = passwords;
  }

  /**
   * A hub that is killed meanwhile goes on at its next start: user and key are made together, and a
   * password counts as told only after it was printed. Until then each start makes another one.
   *
   * @param apart the folder for what must not be printed, or null when it may be
   */
  void prepare(Map<String, String> environment, PrintStream out, @Nullable Path apart) {
    if (!store.read(tx -> UserTable.isEmpty(tx) || UserTable.findUntold(tx).isPresent())) {
      return;
    }
    String given = environment.getOrDefault("PARLEY_ADMIN_PASSWORD", "");
    String key = environment.getOrDefault("PARLEY_API_KEY", "").strip();
    String password = given.isEmpty() ? new Tokens().mintPassword() : given;
    var start = new Start(passwords.hash(new Secret(password)), given.isEmpty(), new Secret(key));
    Optional<User> user = store.inTransaction(tx -> settle(tx, start));
    if (user.isEmpty()) {
      return;
    }
    String where = start.untold() ? tell(password, apart) : "the password of PARLEY_ADMIN_PASSWORD";
    out.println("Sign in as '%s' with %s".formatted(user.get().name(), where));
    if (!key.isEmpty()) {
      out.println("Programs may call with the key of PARLEY_API_KEY");
    }
    if (start.untold() && !out.checkError()) {
      store.inTransaction(tx -> UserTable.told(tx, user.get().id(), start.kept()));
    }
  }

  /**
   * @param kept what is kept of the password
   * @param untold whether the hub has made the password up
   * @param key empty when there is none
   */
  private record Start(String kept, boolean untold, Secret key) {}

  private static String tell(String password, @Nullable Path apart) {
    if (apart == null) {
      return "password '%s' (shown this once)".formatted(password);
    }
    Path file = apart.resolve("first-password");
    try {
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      Files.writeString(file, password + "\n");
    } catch (IOException e) {
      return "a password of your own, set by 'bin/parley password': none can be kept in "
          + e.getMessage();
    }
    return "the password in '%s'; delete it when you have read it".formatted(file);
  }

  /** The administrator; empty when another hub on this database was quicker. */
  private Optional<User> settle(Transaction tx, Start start) {
    Optional<User> before = UserTable.findUntold(tx);
    User user = before.orElseGet(this::administrator);
    if (before.isPresent()) {
      UserTable.setPassword(tx, user.id(), start.kept());
    } else if (UserTable.isEmpty(tx) && UserTable.insert(tx, user, start.kept())) {
      audit.note(tx, Machine.CALLER, "user.created", user.id().toString(), NAME);
    } else {
      return Optional.empty();
    }
    if (start.untold()) {
      UserTable.keepUntold(tx, user.id());
    }
    if (!start.key().reveal().isEmpty()) {
      var input = new ApiKeyInput("first run", Set.of(Role.ADMINISTRATOR), null);
      keys.add(tx, input, start.key(), Machine.CALLER);
    }
    return Optional.of(user);
  }

  private User administrator() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new User(
        Ids.next(now),
        NAME,
        "Administrator",
        Set.of(Role.ADMINISTRATOR),
        Optional.empty(),
        false,
        1,
        now);
  }
}
