// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; all threads see the same time. */
public final class FakeClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private FakeClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** A clock at the given time, such as {@code 2026-03-01T09:00:00Z}, in UTC. */
  public static FakeClock at(String instant) {
    return new FakeClock(new AtomicReference<>(Instant.parse(instant)), ZoneOffset.UTC);
  }

  /** Moves it on, or back by a negative duration. */
  public void advance(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  public void set(Instant time) {
    now.set(time);
  }

  @Override
  public Instant instant() {
    return requireNonNull(now.get());
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same hands seen from another zone. */
  @Override
  public FakeClock withZone(ZoneId other) {
    return new FakeClock(now, other);
  }
}
