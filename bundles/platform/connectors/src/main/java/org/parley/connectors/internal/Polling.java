// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Store;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/** Asks one source of an account for what is new, at its pace. */
final class Polling {
  private final Capability capability;
  private final Duration pace;
  private final Lane lane;
  private final Calls calls;
  private final Intake intake;
  private final Cursors cursors;
  private final Store store;
  private final Clock clock;
  private final ScheduledExecutorService clockwork;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean closed;

  Polling(Capability capability, Duration pace, LineParts parts, Intake intake) {
    this.capability = capability;
    this.pace = pace;
    this.intake = intake;
    lane = parts.lane();
    calls = parts.calls();
    store = parts.hub().store();
    clock = parts.hub().clock();
    clockwork = parts.hub().clockwork();
    cursors = new Cursors(parts.account(), capability);
  }

  void start() {
    sleepUntil(store.inTransaction(transaction -> cursors.next(transaction, clock.instant())));
  }

  synchronized void stop() {
    closed = true;
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  private synchronized void sleepUntil(Instant next) {
    if (!closed) {
      long millis = Math.max(0, Duration.between(clock.instant(), next).toMillis()) + 1;
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
    sleepUntil(clock.instant().plus(pause(trouble)));
  }

  private Duration pause(@Nullable Throwable failure) {
    Optional<Duration> asked =
        failure instanceof ParleyException known ? known.retryAfter() : Optional.empty();
    return asked.filter(wish -> wish.compareTo(pace) > 0).orElse(pace);
  }

  private void ask() {
    Instant now = clock.instant();
    if (!store.<Boolean>inTransaction(transaction -> cursors.claim(transaction, now, pace))) {
      return;
    }
    Optional<String> cursor = store.read(cursors::find);
    try {
      Polled polled = calls.call(Step.poll(capability), new Poll(cursor, now), Polled.class);
      store.inTransaction(
          transaction -> {
            intake.take(transaction, capability, polled.finds());
            polled.cursor().ifPresent(next -> cursors.move(transaction, next));
            if (polled.more()) {
              cursors.hasten(transaction, now);
            }
            return polled;
          });
    } catch (CallFailed e) {
      throw e.failure();
    }
  }
}
