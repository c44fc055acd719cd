// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The parked records of a lane that are to be tried again. A failed one waits apart from its key.
 */
final class Replays {
  private final Reading reading;
  private final GivenUp givenUp;
  private final Map<UUID, Replay> waiting = new ConcurrentHashMap<>();
  private final Set<UUID> out = ConcurrentHashMap.newKeySet();
  private final Set<Replay> delivered = ConcurrentHashMap.newKeySet();

  Replays(Reading reading, GivenUp givenUp) {
    this.reading = reading;
    this.givenUp = givenUp;
  }

  /** Takes one on, unless it is known already. */
  void add(Replay replay) {
    if (!out.contains(replay.parked())) {
      waiting.putIfAbsent(replay.parked(), replay);
    }
  }

  /** One that was taken has ended. */
  void ended(Replay replay) {
    out.remove(replay.parked());
  }

  /** One that was taken could not be tried yet. */
  void putBack(Replay replay) {
    out.remove(replay.parked());
    add(replay);
  }

  /** Takes one that is due. */
  Optional<Replay> takeDue(Instant now) {
    Optional<Replay> due =
        waiting.values().stream()
            .filter(replay -> !replay.due().isAfter(now))
            .min(Comparator.comparing(Replay::due));
    due.ifPresent(
        replay -> {
          out.add(replay.parked());
          waiting.remove(replay.parked());
        });
    return due;
  }

  /** When one of the keys that can be taken is due. */
  Optional<Instant> nextDue(Predicate<String> keys) {
    return waiting.values().stream()
        .filter(replay -> keys.test(replay.record().key()))
        .map(Replay::due)
        .min(Comparator.naturalOrder());
  }

  /** One that was taken was delivered; that is noted by {@link #settle} until it succeeds. */
  void delivered(Replay replay) {
    delivered.add(replay);
  }

  /**
   * Notes durably what was delivered, apart from delivering it: trouble here repeats no call.
   *
   * @return whether there was any
   */
  synchronized boolean settle() {
    boolean any = !delivered.isEmpty();
    for (Replay replay : List.copyOf(delivered)) {
      try {
        settle(replay);
      } catch (Overtaken e) {
        // discarded meanwhile: there is nothing left to note
      }
      delivered.remove(replay);
      ended(replay);
    }
    return any;
  }

  private void settle(Replay replay) {
    reading
        .database()
        .store()
        .inTransaction(
            transaction -> {
              EndReplay.done(transaction, replay);
              return true;
            });
  }

  /**
   * Looks whether one that was taken is still wanted and still to be tried here: it may have been
   * discarded since, and another hub may have taken the lane over while this one was asleep.
   *
   * @throws Overtaken when it is not
   */
  void verify(Replay replay, LaneKeeper keeper) {
    reading
        .database()
        .store()
        .read(
            read -> {
              keeper.verify(read);
              return VerifyReplay.in(read, replay);
            });
  }

  /**
   * Notes durably that it failed, and keeps it where it is to be tried again. One that was settled
   * by another has ended.
   */
  void failed(Replay replay, Throwable failure, Instant now) {
    if (Attempt.unwrap(failure) instanceof Overtaken) {
      ended(replay);
      return;
    }
    Verdict verdict = reading.retry().judge(replay.attempts() + 1, failure, now);
    try {
      save(replay, verdict, now);
    } finally {
      ended(replay);
    }
    if (verdict instanceof Verdict.Again again) {
      add(replay.again(again.due()));
    }
  }

  private void save(Replay replay, Verdict verdict, Instant now) {
    try {
      reading
          .database()
          .store()
          .inTransaction(
              transaction -> {
                boolean mine = EndReplay.failed(transaction, replay, verdict, now);
                if (mine && verdict instanceof Verdict.GiveUp last) {
                  givenUp.tell(transaction, replay.record(), last);
                }
                return true;
              });
    } catch (RuntimeException e) {
      putBack(replay);
      throw e;
    }
  }
}
