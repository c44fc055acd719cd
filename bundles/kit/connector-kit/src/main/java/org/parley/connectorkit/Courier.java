// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader.Delivery;

/** Hands records over as the bus does: again and again, later and later, in a time of its own. */
final class Courier {
  private static final int TRIES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TrialHub hub;
  private final TrialTime time;

  Courier(TrialHub hub, TrialTime time) {
    this.hub = hub;
    this.time = time;
  }

  /** Delivers a record until it is done with or parked. */
  End deliver(BusRecord record) {
    List<ParleyException> failures = new ArrayList<>();
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<ParleyException> failure = once(record, attempt);
      if (failure.isEmpty()) {
        return new End(true, failures);
      }
      failures.add(failure.get());
      if (isFinal(failure.get().fault())) {
        break;
      }
      time.advance(pause(attempt, failure.get()));
    }
    ParleyException last = failures.get(failures.size() - 1);
    hub.park(record, last.fault(), last.getMessage());
    return new End(false, failures);
  }

  /** Makes one attempt, and waits for its end. */
  Optional<ParleyException> once(BusRecord record, int attempt) {
    return await(hub.deliver(new Delivery(record, attempt, false)));
  }

  /** Waits for the end of an attempt. */
  Optional<ParleyException> await(CompletableFuture<Void> attempt) {
    try {
      attempt.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(known(e));
    } catch (TimeoutException e) {
      throw new AssertionError("It still waits; the account is not served any more", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  private static ParleyException known(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ParleyException known) {
        return known;
      }
    }
    return new ParleyException(Fault.HUB, String.valueOf(failure), failure);
  }

  private static boolean isFinal(Fault fault) {
    return fault != Fault.REMOTE && fault != Fault.HUB;
  }

  private static Duration pause(int attempt, ParleyException failure) {
    Duration own = Duration.ofSeconds(1L << attempt);
    Duration asked =
        failure instanceof Busy busy
            ? busy.comeBackAfter()
            : failure.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(own) > 0 ? asked.plusMillis(1) : own;
  }

  /**
   * What became of a record on the bus.
   *
   * @param done whether it is done with; else it is parked
   * @param failures one for each attempt that came to nothing
   */
  record End(boolean done, List<ParleyException> failures) {
    End {
      failures = List.copyOf(failures);
    }

    int attempts() {
      return failures.size() + (done ? 1 : 0);
    }

    /** The last failure. */
    Optional<ParleyException> failure() {
      return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
    }
  }
}
