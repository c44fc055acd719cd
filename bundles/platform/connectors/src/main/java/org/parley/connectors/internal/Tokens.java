// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static org.parley.connector.SignInRefused.Reason.EXPIRED;
import static org.parley.connector.SignInRefused.Reason.MISSING;
import static org.parley.connector.SignInRefused.Reason.REVOKED;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.security.Vault;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.SignInRefused;
import org.parley.connectors.internal.Turns.Unkept;

/**
 * The token of one account: kept in the vault, fetched by one thread of one hub at a time. Systems
 * that let a token be renewed once would turn the second away.
 *
 * <p>What was fetched is kept only while nothing newer is; so a hub that slept while it asked may
 * still keep what it was given. What cannot be kept at once, since the database is away, is used
 * from memory, no other hub is let in, and it is kept as soon as that is possible. What is lost all
 * the same was given to a hub that died before its commit.
 */
final class Tokens {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  /** For a hub that may hold what another died or slept over. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Until routes are laid anew. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** After a renewal that failed while the token still holds. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Store store;
  private final Vault vault;
  private final UUID account;
  private final String name;
  private final Duration ahead;
  private final Clock clock;
  private final Renewer renewer;
  private final Turns.Turn turn;
  private final long version;
  private volatile @Nullable Held last;
  private volatile Instant notBefore = Instant.MIN;
  private volatile Instant tended = Instant.MIN;

  Tokens(Hub hub, UUID account, Duration ahead, Renewer renewer) {
    this.store = hub.store();
    this.vault = hub.vault();
    this.account = account;
    this.name = nameOf(account);
    this.turn = hub.turns().of(account);
    this.version = turn.version;
    this.ahead = ahead;
    this.clock = hub.clock();
    this.renewer = renewer;
  }

  /** The name of an account's token in the vault. */
  static String nameOf(UUID account) {
    return "account/" + account + "/token";
  }

  /** A token that holds for a while yet. */
  Held current() throws CallFailed {
    Held known = last;
    boolean serves = known != null && turn.unkept == null && !isDue(known);
    return serves ? requireNonNull(known) : alone(this::renewedIfDue);
  }

  private Held renewedIfDue() throws CallFailed {
    tryToKeep();
    Held known = last == null ? kept() : last;
    last = known;
    if (known != null && !isDue(known)) {
      return known;
    }
    try {
      return renew(known);
    } catch (CallFailed e) {
      boolean serves = known != null && !known.endsBy(clock.instant());
      if (!serves || e.failure().fault() == Fault.CREDENTIALS) {
        throw e;
      }
      notBefore = clock.instant().plus(PAUSE);
      return requireNonNull(known);
    }
  }

  /** Whether it ends soon, and asking for the next has not just failed. */
  private boolean isDue(Held token) {
    Instant now = clock.instant();
    return token.endsBy(now) || (token.endsBy(now.plus(ahead)) && !now.isBefore(notBefore));
  }

  /** The system has refused this token: fetches another unless that was done meanwhile. */
  Held after(Held refused) throws CallFailed {
    return alone(
        () -> {
          tryToKeep();
          Held known = last;
          return known == null || known.access().equals(refused.access()) ? renew(refused) : known;
        });
  }

  /**
   * Renews a sign-in whose end may be moved by that, before a person need be told.
   *
   * @param can whether a token can be renewed without a person
   */
  void tend(Predicate<Held> can) throws CallFailed {
    Held known = current();
    Instant now = clock.instant();
    boolean wants = known.lasting().wantsTending(now) && can.test(known);
    if (wants && !now.isBefore(tended.plus(known.lasting().pause()))) {
      tended = now;
      after(known);
    }
  }

  private @Nullable Held kept() {
    return store
        .read(
            transaction -> {
              demandPresent(transaction);
              return vault.find(name).flatMap(Held::read);
            })
        .orElse(null);
  }

  /**
   * What an account is signed in with is for where it leads now; routes that do not know that yet,
   * on another hub, would take it elsewhere.
   */
  private void demandPresent(Transaction transaction) {
    boolean known = version != Turns.Turn.NO_ACCOUNT;
    if (known && !AccountRows.version(transaction, account).equals(Optional.of(version))) {
      throw new Busy("The account has just been changed; its routes are laid anew", SOON);
    }
  }

  /**
   * @param former that does not serve any longer
   */
  private Held renew(@Nullable Held former) throws CallFailed {
    awaitTurn();
    try {
      return renewInTurn(former);
    } finally {
      if (turn.unkept == null) {
        turn.lease.give();
      }
    }
  }

  private Held renewInTurn(@Nullable Held former) throws CallFailed {
    Asking asking = ask();
    Held kept = asking.kept();
    if (kept != null && isOther(kept, former)) {
      answered(asking.from());
      last = kept;
      return kept;
    }
    try {
      return keep(run(Optional.ofNullable(kept)), asking.from());
    } catch (CallFailed e) {
      Held late = e.failure() instanceof SignInRefused refusal ? awaitLate(refusal, asking) : null;
      if (late != null) {
        return late;
      }
      throw refused(e, asking);
    }
  }

  private Held run(Optional<Held> from) throws CallFailed {
    try {
      return renewer.run(from);
    } catch (ParleyException e) {
      throw new CallFailed(e, false);
    }
  }

  /**
   * What is there as the system is about to be asked.
   *
   * @param isOpen whether it was asked before and nobody knows what came of it
   */
  private record Asking(long from, boolean isOpen, @Nullable Held kept) {}

  private Asking ask() {
    return store.asOne(
        transaction -> {
          SignInRows.Stored before = SignInRows.ask(transaction, account, clock.instant());
          return new Asking(before.turn(), before.asked(), kept());
        });
  }

  /** Whether another hub has renewed it meanwhile. */
  private boolean isOther(Held kept, @Nullable Held former) {
    return !kept.endsBy(clock.instant().plus(ahead))
        && (former == null || !kept.access().equals(former.access()));
  }

  private Held keep(Held next, long from) throws CallFailed {
    last = next;
    turn.unkept = new Unkept(next, from);
    tryToKeep();
    return requireNonNull(last);
  }

  /** While the database is away what was given is used from memory. */
  private void tryToKeep() throws CallFailed {
    Unkept given = turn.unkept;
    if (given != null) {
      try {
        keepLate(given);
      } catch (ParleyException away) {
        // it is tried again before the next use
      }
    }
  }

  /** Where something newer is kept already, that counts. */
  private void keepLate(Unkept given) throws CallFailed {
    boolean mine =
        store.asOne(
            transaction -> {
              boolean first = SignInRows.keep(transaction, account, given.from(), given.held());
              if (first) {
                vault.put(name, given.held().write());
              }
              return first;
            });
    turn.unkept = null;
    turn.lease.give();
    Held newer = mine ? given.held() : kept();
    last = newer;
    if (newer == null) {
      throw new CallFailed(
          new SignInRefused(MISSING, "The account was signed out meanwhile"), false);
    }
  }

  /** Another hub may have been given the next one, and slept before it could keep it. */
  private @Nullable Held awaitLate(SignInRefused refusal, Asking asking) throws CallFailed {
    if (refusal.reason() != REVOKED || !asking.isOpen()) {
      return null;
    }
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Held kept = kept();
      if (kept != null && isOther(kept, asking.kept())) {
        last = kept;
        return kept;
      }
      pause();
    }
    return null;
  }

  private CallFailed refused(CallFailed failed, Asking asking) {
    if (failed.failure() instanceof SignInRefused refusal && refusal.reason() != EXPIRED) {
      boolean lost = refusal.reason() == REVOKED && asking.isOpen() && asking.kept() != null;
      SignInRefused told =
          lost
              ? new SignInRefused(
                  REVOKED,
                  "The hub stopped or was cut off while this sign-in was renewed, which can be done"
                      + " once; sign in again",
                  refusal)
              : refusal;
      note(
          () ->
              store.inTransaction(
                  transaction -> {
                    SignInRows.refuse(
                        transaction, account, asking.from(), told.reason(), told.getMessage());
                    return told;
                  }));
      return lost ? new CallFailed(told, false) : failed;
    }
    if (!failed.isUnclear()) {
      answered(asking.from());
    }
    return failed;
  }

  private void answered(long from) {
    note(
        () ->
            store.inTransaction(
                transaction -> {
                  SignInRows.answered(transaction, account, from);
                  return from;
                }));
  }

  /** What is not noted is found out again. */
  private static void note(Runnable work) {
    try {
      work.run();
    } catch (ParleyException away) {
      // the failure that is being told matters more
    }
  }

  private Held alone(Fetching work) throws CallFailed {
    try {
      if (!turn.lock.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CallFailed(new ParleyException(Fault.REMOTE, "Signing in takes too long"), false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    }
    try {
      return work.run();
    } catch (Busy e) {
      throw CallFailed.crowded(e);
    } catch (ParleyException e) {
      throw new CallFailed(e, false);
    } finally {
      turn.lock.unlock();
    }
  }

  private void awaitTurn() throws CallFailed {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!turn.lease.hold()) {
      if (System.nanoTime() > until) {
        throw new CallFailed(
            new ParleyException(Fault.HUB, "Another hub has been signing in for too long"), false);
      }
      pause();
    }
  }

  private static void pause() throws CallFailed {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), false);
    }
  }

  /** The way to the next token, or the first. */
  @FunctionalInterface
  interface Renewer {
    Held run(Optional<Held> last) throws CallFailed;
  }

  @FunctionalInterface
  private interface Fetching {
    Held run() throws CallFailed;
  }
}
