// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Lease;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/**
 * Asks one source of an account for what is new, at its pace. Every hub has one; the one that holds
 * the lease asks. One that was asleep meanwhile can neither take in what it had asked for then, nor
 * put the cursor back.
 */
final class Polling {
  private static final Duration SHORTLY = Duration.ofMillis(500);

  private final UUID account;
  private final Capability capability;
  private final Duration pace;
  private final Lane lane;
  private final Calls calls;
  private final Intake intake;
  private final Cursors cursors;
  private final Lease lease;
  private final Store store;
  private final Clock clock;
  private final ScheduledExecutorService clockwork;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean closed;

  Polling(Capability capability, Duration pace, LineParts parts, Intake intake) {
    this.account = parts.account();
    this.capability = capability;
    this.pace = pace;
    this.intake = intake;
    lane = parts.lane();
    calls = parts.calls();
    store = parts.hub().store();
    clock = parts.hub().clock();
    clockwork = parts.hub().clockwork();
    cursors = new Cursors(parts.account(), capability);
    lease = parts.hub().leases().of("connectors.poll." + parts.account() + "." + capability);
  }

  void start() {
    sleepUntil(store.inTransaction(transaction -> cursors.next(transaction, clock.instant())));
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

  /** Never longer than the pace, whatever a clock that has jumped since has left behind. */
  private void sleepUntil(Instant next) {
    sleep(Math.min(Duration.between(clock.instant(), next).toMillis(), pace.toMillis()));
  }

  private synchronized void sleep(long wished) {
    if (!closed) {
      long millis = Math.max(0, wished) + 1;
      alarm = clockwork.schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void wake() {
    lane.run(this::ask).whenComplete((done, failure) -> goOn(failure));
  }

  private void goOn(@Nullable Throwable failure) {
    Throwable trouble = failure;
    if (failure == null) {
      try {
        start();
        return;
      } catch (RuntimeException e) {
        trouble = e;
      }
    }
    sleep(pause(trouble).toMillis());
  }

  private boolean claim(Transaction transaction, Instant now) {
    lease.check(transaction);
    return cursors.claim(transaction, now, pace);
  }

  private Duration pause(@Nullable Throwable failure) {
    Optional<Duration> asked =
        failure instanceof ParleyException known ? known.retryAfter() : Optional.empty();
    return asked.filter(wish -> wish.compareTo(pace) > 0).orElse(pace);
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
  }

  private void ask() {
    Instant now = clock.instant();
    if (isClosed()
        || !lease.hold()
        || !store.<Boolean>inTransaction(transaction -> claim(transaction, now))) {
      return;
    }
    Optional<String> cursor = store.read(cursors::find);
    try {
      Polled polled = calls.call(Step.poll(capability), new Poll(cursor, now), Polled.class);
      intake.takeAll(
          store,
          this::check,
          capability,
          polled.finds(),
          transaction -> {
            polled.cursor().ifPresent(next -> cursors.move(transaction, next));
            if (polled.more()) {
              cursors.hasten(transaction, now);
            }
          });
    } catch (CallFailed e) {
      throw e.failure();
    }
  }
}
