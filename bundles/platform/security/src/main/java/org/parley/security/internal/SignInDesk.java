// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.SignIn;
import org.parley.api.security.User;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Opens, finds and ends sessions. */
@Component(configurationPid = "org.parley.security")
@Designate(ocd = SignInDesk.Settings.class)
public final class SignInDesk implements SignIn {
  private static final Duration STEP = Duration.ofMinutes(1);

  /** How long people stay signed in. */
  @ObjectClassDefinition(name = "Security")
  public @interface Settings {
    @AttributeDefinition(description = "A session ends after this many minutes without a click")
    int session_idle_minutes() default 480;

    @AttributeDefinition(description = "A session ends after this many days in any case")
    int session_days() default 7;
  }

  private final Tokens tokens = new Tokens();
  private final Store store;
  private final Audit audit;
  private final PasswordHash passwords;
  private final InstantSource clock;
  private final Duration idle;
  private final Duration longest;

  /**
   * @param firstRun has made the first user
   */
  @Activate
  public SignInDesk(
      Settings settings,
      @Reference(target = Room.STORE) Store store,
      @Reference Audit audit,
      @Reference FirstRun firstRun) {
    this(
        store,
        audit,
        new Limits(
            Duration.ofMinutes(settings.session_idle_minutes()),
            Duration.ofDays(settings.session_days()),
            new PasswordHash(PasswordHash.ROUNDS)),
        InstantSource.system());
  }

  /** How long a session lasts and how slow a comparison is. */
  record Limits(Duration idle, Duration longest, PasswordHash passwords) {}

  SignInDesk(Store store, Audit audit, Limits limits, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.passwords = limits.passwords();
    this.idle = limits.idle();
    this.longest = limits.longest();
    this.clock = clock;
  }

  @Override
  public Session signIn(String name, Secret password, String address) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<UserTable.Known> known =
        store.inTransaction(
            tx -> {
              Guesses.count(tx, name, address, now);
              return UserTable.findByName(tx, name);
            });
    boolean right =
        known
            .map(user -> passwords.matches(password, user.password()))
            .orElseGet(() -> passwords.matchesNobody(password));
    if (!right || known.isEmpty() || known.get().user().disabled()) {
      throw new ParleyException(Fault.CREDENTIALS, "Name or password is wrong");
    }
    String fresh = passwords.isOld(known.get().password()) ? passwords.hash(password) : "";
    String token = tokens.mint();
    User user = known.get().user();
    var session = new SessionTable.Open(user.id(), tokens.mint(), now, now.plus(idle));
    store.inTransaction(
        tx -> {
          Guesses.forgive(tx, name, address, now);
          SessionTable.forgetEnded(tx, now);
          SessionTable.insert(tx, Tokens.hash(token), session);
          if (!fresh.isEmpty()) {
            UserTable.setPassword(tx, user.id(), fresh);
          }
          audit.note(tx, caller(user), "user.signed-in", user.id().toString(), "from " + address);
          return user;
        });
    return new Session(new Secret(token), caller(user), session.csrf(), session.endsAt());
  }

  @Override
  public Optional<Session> find(Secret token) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String hash = Tokens.hash(token.reveal());
    Optional<Session> session = store.read(tx -> session(tx, token, hash, now));
    return session.map(open -> prolong(open, hash, now));
  }

  private Optional<Session> session(Transaction tx, Secret token, String hash, Instant now) {
    return SessionTable.find(tx, hash, now)
        .filter(open -> now.isBefore(open.createdAt().plus(longest)))
        .flatMap(
            open ->
                UserTable.find(tx, open.user())
                    .filter(user -> !user.disabled())
                    .map(user -> new Session(token, caller(user), open.csrf(), open.endsAt())));
  }

  private Session prolong(Session session, String hash, Instant now) {
    Instant endsAt = now.plus(idle);
    if (endsAt.isBefore(session.endsAt().plus(STEP))) {
      return session;
    }
    store.inTransaction(
        tx -> {
          SessionTable.prolong(tx, hash, endsAt);
          return endsAt;
        });
    return new Session(session.token(), session.caller(), session.csrf(), endsAt);
  }

  @Override
  public void signOut(Secret token) {
    store.inTransaction(
        tx -> {
          SessionTable.end(tx, Tokens.hash(token.reveal()));
          return token;
        });
  }

  private static Caller caller(User user) {
    return new Caller(user.id(), Caller.Kind.USER, user.fullName(), user.roles());
  }
}
