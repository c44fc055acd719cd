// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Lease;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Asks something of an account again and again, at its pace. Every hub has one; the one that holds
 * the lease asks. One that was asleep meanwhile can neither take in what it had asked for then, nor
 * put the cursor back.
 */
final class Recurring {
  private static final Duration SHORTLY = Duration.ofMillis(500);

  private final Errand errand;
  private final StoredAccount account;
  private final Calls calls;
  private final Lane lane;
  private final Cursors cursors;
  private final Lease lease;
  private final Store store;
  private final Clock clock;
  private final ScheduledExecutorService clockwork;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean closed;

  /** Whether this hub held the lease when it looked last. */
  private volatile boolean mine;

  /**
   * @param account as it is while this is asked; once it has changed, what was told is not taken
   */
  Recurring(Errand errand, StoredAccount account, LineParts parts) {
    this.errand = errand;
    this.account = account;
    calls = parts.calls();
    lane = parts.lane();
    store = parts.hub().store();
    clock = parts.hub().clock();
    clockwork = parts.hub().clockwork();
    cursors = new Cursors(parts.account(), errand.name());
    lease = parts.hub().leases().of("connectors.poll." + parts.account() + "." + errand.name());
  }

  void start() {
    sleepUntil(first(), Duration.ZERO);
  }

  private Instant first() {
    return store.inTransaction(
        transaction -> {
          Instant now = clock.instant();
          Instant next = cursors.next(transaction, now);
          if (cursors.find(transaction).filter(errand::isOutdated).isEmpty()) {
            return next;
          }
          cursors.due(transaction, now);
          return now;
        });
  }

  private Instant next() {
    return store.inTransaction(transaction -> cursors.next(transaction, clock.instant()));
  }

  /** Another hub may ask at once. */
  void stop() {
    synchronized (this) {
      closed = true;
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
    lease.give();
  }

  /** Never longer than it ever takes, whatever a clock that has jumped since has left behind. */
  private void sleepUntil(Instant next, Duration least) {
    long left = Duration.between(clock.instant(), next).toMillis();
    sleep(Math.max(least.toMillis(), Math.min(left, errand.longest().toMillis())));
  }

  private synchronized void sleep(long wished) {
    if (!closed) {
      long millis = Math.max(0, wished) + 1;
      alarm = clockwork.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    }
  }

  /** Only the hub whose turn it is takes something of the budget. */
  private void wake() {
    var look = new Look(mine);
    lane.runIfNeeded(mine ? errand.toll() : Toll.NONE, () -> calls.during(look))
        .whenComplete((done, failure) -> goOn(look, failure == null ? look.trouble : failure));
  }

  private void goOn(Look look, @Nullable Throwable failure) {
    Throwable trouble = failure;
    if (failure == null) {
      try {
        sleepUntil(next(), look.asks || (mine && !look.paid) ? Duration.ZERO : SHORTLY);
        return;
      } catch (RuntimeException e) {
        trouble = e;
      }
    }
    sleep(pause(trouble).toMillis());
  }

  private boolean claim(Transaction transaction, Instant now) {
    lease.check(transaction);
    Optional<Long> version = AccountRows.version(transaction, account.id());
    return version.filter(own -> own == account.version()).isPresent()
        && cursors.claim(transaction, now, errand.pace(), errand.longest());
  }

  private Duration pause(@Nullable Throwable failure) {
    Optional<Duration> asked =
        failure instanceof ParleyException known ? known.retryAfter() : Optional.empty();
    return asked.filter(wish -> wish.compareTo(errand.pace()) > 0).orElse(errand.pace());
  }

  /** Once stopped, it must not take the lease again that it has given. */
  private synchronized boolean isClosed() {
    return closed;
  }

  private void check(Transaction transaction) {
    if (isClosed()) {
      throw new Busy("The account is being switched off or updated", SHORTLY);
    }
    lease.check(transaction);
    if (!AccountRows.isStill(transaction, account)) {
      throw new Busy("The account has changed meanwhile", SHORTLY);
    }
  }

  private boolean hold() {
    mine = !isClosed() && lease.hold();
    return mine;
  }

  private boolean claim() {
    return store.<Boolean>inTransaction(transaction -> claim(transaction, clock.instant()));
  }

  private void ask() {
    Instant now = clock.instant();
    try {
      errand.run(new Turn(store.read(cursors::find), now, cursors, this::check));
    } catch (CallFailed e) {
      if (e.failure().fault() == Fault.CREDENTIALS) {
        Caught.by(() -> askAgain(now));
      }
      throw e.failure();
    }
  }

  /** Whoever signs in next is not to wait for what nobody could be asked. */
  private void askAgain(Instant now) {
    store.inTransaction(
        transaction -> {
          check(transaction);
          cursors.due(transaction, now);
          return now;
        });
  }

  /** Asks if it is time, this hub's turn, and what that takes was taken. */
  private final class Look implements BooleanSupplier {
    private final boolean paid;
    private volatile boolean asks;
    private volatile @Nullable Throwable trouble;

    Look(boolean paid) {
      this.paid = paid;
    }

    @Override
    public boolean getAsBoolean() {
      trouble = Caught.by(() -> asks = hold() && paid && claim()).orElse(null);
      if (asks) {
        ask();
      }
      return asks;
    }
  }

  /** What is asked, and what becomes of the answer. */
  interface Errand {
    /** Its lasting name, of 40 characters at most. */
    String name();

    /** How long after one asking the next follows, and how long after a failure another. */
    Duration pace();

    /** How far away the next asking can be, when the answer says so. */
    default Duration longest() {
      return pace();
    }

    /** Whether what came of it last no longer suits what would be asked now. */
    default boolean isOutdated(String last) {
      return false;
    }

    /** What it takes of the account's budget. */
    default Toll toll() {
      return Toll.CALL;
    }

    void run(Turn turn) throws CallFailed;
  }

  /**
   * One asking.
   *
   * @param last what the cursor holds
   * @param cursors where it is moved
   * @param may throws when nothing may be written any more; first of all in each transaction
   */
  record Turn(Optional<String> last, Instant now, Cursors cursors, Consumer<Transaction> may) {}
}
