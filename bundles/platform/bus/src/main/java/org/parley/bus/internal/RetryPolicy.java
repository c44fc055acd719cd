// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Who is tried again and when. Remote trouble and trouble of the hub itself pass; everything else
 * fails the same way each time and is parked at once.
 *
 * @param tries how often a record is tried before it is parked
 * @param first the pause after the first failure; it doubles with each further one
 * @param longest the longest pause, unless the other side asks for more
 * @param random spreads the pauses, so that what failed together does not come back together
 */
record RetryPolicy(int tries, Duration first, Duration longest, RandomGenerator random) {
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_DOUBLINGS = 30;

  /**
   * @param attempt which try it was, 1 for the first
   */
  Verdict judge(int attempt, Throwable failure, Instant now) {
    String reason = reason(failure);
    Optional<ParleyException> known = find(failure, ParleyException.class);
    Fault fault = known.map(ParleyException::fault).orElse(Fault.HUB);
    if (find(failure, Unreadable.class).isPresent()) {
      return new Verdict.GiveUp(Fault.INPUT, reason);
    }
    if (attempt >= tries || (fault != Fault.REMOTE && fault != Fault.HUB)) {
      return new Verdict.GiveUp(fault, reason);
    }
    Duration asked = known.flatMap(RetryPolicy::asked).orElse(Duration.ZERO);
    Duration pause = pause(attempt);
    return new Verdict.Again(now.plus(asked.compareTo(pause) > 0 ? asked : pause), reason);
  }

  private Duration pause(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    long most = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(most - (long) (random.nextDouble() * most / 3));
  }

  private static Optional<Duration> asked(ParleyException failure) {
    return failure instanceof Busy busy ? Optional.of(busy.comeBackAfter()) : failure.retryAfter();
  }

  private static String reason(Throwable failure) {
    Throwable told =
        find(failure, ParleyException.class)
            .map(Throwable.class::cast)
            .or(() -> find(failure, Unreadable.class))
            .orElse(failure);
    String message = told.getMessage();
    String reason = told instanceof ParleyException && message != null ? message : told.toString();
    String readable = reason.replace('\0', ' ');
    return readable.length() > LONGEST_REASON ? readable.substring(0, LONGEST_REASON) : readable;
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (kind.isInstance(each)) {
        return Optional.of(kind.cast(each));
      }
      each = each.getCause();
    }
    return Optional.empty();
  }
}
