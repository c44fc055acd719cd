// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How fast one key may call: so many in a burst, and so many a second in the long run. */
final class Pace {
  private static final int MOST_KEYS = 10_000;

  private final Map<UUID, Bucket> buckets = new ConcurrentHashMap<>();
  private final int perSecond;
  private final int burst;

  /**
   * @param perSecond calls in the long run; 0 for no limit
   */
  Pace(int perSecond) {
    this.perSecond = perSecond;
    this.burst = perSecond * 2;
  }

  private record Bucket(double calls, Instant at) {}

  /**
   * Counts one call.
   *
   * @throws Refused with 429 when it is too many
   */
  void count(UUID key, Instant now) {
    if (perSecond == 0) {
      return;
    }
    if (buckets.size() > MOST_KEYS) {
      buckets.clear();
    }
    Bucket after =
        buckets.compute(
            key, (id, before) -> taken(before == null ? full(now) : refill(before, now)));
    if (after.calls() < 0) {
      throw new Refused(
          429,
          "The key calls more often than %d times a second".formatted(perSecond),
          Map.of("Retry-After", "1"));
    }
  }

  private Bucket full(Instant now) {
    return new Bucket(burst, now);
  }

  private Bucket refill(Bucket before, Instant now) {
    double seconds = Math.max(0, Duration.between(before.at(), now).toNanos() / 1e9);
    return new Bucket(Math.min(burst, Math.max(0, before.calls()) + seconds * perSecond), now);
  }

  private static Bucket taken(Bucket bucket) {
    return new Bucket(bucket.calls() - 1, bucket.at());
  }
}
