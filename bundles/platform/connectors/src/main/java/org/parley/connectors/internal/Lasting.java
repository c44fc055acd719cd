// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Until when a sign-in lasts without a person. Where each renewal moves the end, the hub renews in
 * time and nobody hears of it; where it does not, a person is told a week ahead.
 *
 * @param since from when the end is counted
 * @param endsAt empty where it does not end, or nobody says when
 */
record Lasting(Optional<Instant> since, Optional<Instant> endsAt) {
  static final Lasting UNTOLD = new Lasting(Optional.empty(), Optional.empty());

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofDays(1);

  /** What renewing moves the end by, beyond what clocks and rounding do. */
  private static final Duration MOVED = Duration.ofMinutes(1);

  Lasting {
    requireNonNull(since);
    requireNonNull(endsAt);
  }

  static Lasting until(Instant now, Optional<Instant> end) {
    return new Lasting(end.map(any -> now), end);
  }

  /** What holds when this follows a former one. */
  Lasting after(Lasting former) {
    boolean moved =
        former.endsAt.isEmpty()
            || endsAt.map(end -> end.isAfter(former.endsAt.get().plus(MOVED))).orElse(true);
    return moved ? this : new Lasting(former.since, endsAt);
  }

  boolean isOver(Instant now) {
    return endsAt.map(end -> !end.isAfter(now)).orElse(false);
  }

  /** Whether a person should sign in again: a week ahead, or half-way where all of it is short. */
  boolean endsSoon(Instant now) {
    return leaves(now, least(WEEK, span().dividedBy(2)));
  }

  /** Whether the hub should see if renewing moves the end: a day before a person is told. */
  boolean wantsTending(Instant now) {
    return leaves(now, least(WEEK.plus(DAY), span().multipliedBy(5).dividedBy(8)));
  }

  /** How long to wait before seeing again. */
  Duration pause() {
    return least(DAY, span().dividedBy(8));
  }

  private boolean leaves(Instant now, Duration most) {
    return endsAt.map(end -> Duration.between(now, end).compareTo(most) <= 0).orElse(false);
  }

  private Duration span() {
    return endsAt
        .map(end -> Duration.between(since.orElse(end.minus(WEEK.multipliedBy(2))), end))
        .filter(span -> !span.isNegative())
        .orElse(Duration.ZERO);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
