// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static java.util.Objects.requireNonNull;

import jakarta.validation.Validator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.security.User;
import org.parley.api.security.UserInput;
import org.parley.api.security.Users;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** The people who may sign in. */
@Component
public final class UserDirectory implements Users {
  private final Store store;
  private final Audit audit;
  private final Validator validator;
  private final PasswordHash passwords;
  private final InstantSource clock;

  @Activate
  public UserDirectory(
      @Reference(target = Room.STORE) Store store,
      @Reference Audit audit,
      @Reference Validator validator) {
    this(store, audit, validator, new PasswordHash(PasswordHash.ROUNDS));
  }

  UserDirectory(Store store, Audit audit, Validator validator, PasswordHash passwords) {
    this.store = store;
    this.audit = audit;
    this.validator = validator;
    this.passwords = passwords;
    this.clock = InstantSource.system();
  }

  @Override
  public Paged<User> list(PageRequest page) {
    return store.read(tx -> UserTable.page(tx, page));
  }

  @Override
  public Optional<User> find(UUID id) {
    return store.read(tx -> UserTable.find(tx, id));
  }

  @Override
  public User create(UserInput input, Secret password, Caller by) {
    Input.checked(validator, input);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    User user = user(input, Ids.next(now), 1, now);
    PasswordRules.check(user.name(), password);
    String kept = passwords.hash(password);
    return store.inTransaction(
        tx -> {
          checkTeam(tx, user);
          if (!UserTable.insert(tx, user, kept)) {
            throw taken(user.name());
          }
          audit.note(tx, by, "user.created", user.id().toString(), user.name());
          return user;
        });
  }

  @Override
  public User change(UUID id, long version, UserInput input, Caller by) {
    Input.checked(validator, input);
    return store.inTransaction(
        tx -> {
          User old = UserTable.find(tx, id).orElseThrow(() -> new NotFound("user", id));
          User changed = user(input, id, version, old.createdAt());
          checkTeam(tx, changed);
          checkName(tx, changed);
          spareAdministrator(tx, old, changed);
          if (!UserTable.update(tx, changed)) {
            throw changed(old);
          }
          if (changed.disabled()) {
            SessionTable.endAll(tx, id);
          }
          audit.note(tx, by, "user.changed", id.toString(), changed.name());
          return UserTable.find(tx, id).orElseThrow();
        });
  }

  @Override
  public User setPassword(UUID id, long version, Secret password, Caller by) {
    User user = find(id).orElseThrow(() -> new NotFound("user", id));
    PasswordRules.check(user.name(), password);
    String kept = passwords.hash(password);
    return store.inTransaction(
        tx -> {
          if (!UserTable.replacePassword(tx, id, version, kept)) {
            throw changed(user);
          }
          SessionTable.endAll(tx, id);
          audit.note(tx, by, "user.password-set", id.toString(), user.name());
          return UserTable.find(tx, id).orElseThrow();
        });
  }

  private static User user(UserInput input, UUID id, long version, Instant createdAt) {
    String name = requireNonNull(input.name());
    return new User(
        id,
        name,
        input.fullName() == null ? name : input.fullName(),
        requireNonNull(input.roles()),
        Optional.ofNullable(input.team()),
        Boolean.TRUE.equals(input.disabled()),
        version,
        createdAt);
  }

  private static void checkTeam(Transaction tx, User user) {
    user.team()
        .filter(team -> !TeamTable.exists(tx, team))
        .ifPresent(
            team -> {
              throw new InvalidInput("team", "No team '%s' exists".formatted(team));
            });
  }

  private static void checkName(Transaction tx, User user) {
    UserTable.findByName(tx, user.name())
        .filter(known -> !known.user().id().equals(user.id()))
        .ifPresent(
            known -> {
              throw taken(user.name());
            });
  }

  private static void spareAdministrator(Transaction tx, User old, User changed) {
    boolean loses = isAdministrator(old) && !isAdministrator(changed);
    if (loses && UserTable.lockAdministrators(tx) < 2) {
      throw new Conflict("User '%s' is the last administrator".formatted(old.name()));
    }
  }

  private static boolean isAdministrator(User user) {
    return !user.disabled() && user.roles().contains(Role.ADMINISTRATOR);
  }

  private static Conflict changed(User user) {
    return new Conflict("User '%s' has changed since it was read".formatted(user.name()));
  }

  private static Conflict taken(String name) {
    return new Conflict("User name '%s' is taken".formatted(name));
  }
}
