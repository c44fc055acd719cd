// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.parley.api.ParleyException;

/** The topics that a broker does not take, which rest before they are tried again. */
final class RefusedTopics {
  private static final long LEAST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Others wait for one that is refused by nobody's answer: a tenth of the time at most. */
  private static final int REST_FOR_WAIT = 9;

  private final LongSupplier nanos;
  private final Map<String, Refusal> refused = new ConcurrentSkipListMap<>();

  RefusedTopics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Notes why a topic is not taken.
   *
   * @param asked when it was asked, by {@code nanoTime}
   * @return whether it was until now
   */
  boolean add(String topic, ParleyException why, long asked) {
    long now = nanos.getAsLong();
    long rest = Math.max(LEAST_REST_NANOS, REST_FOR_WAIT * (now - asked));
    return refused.put(topic, new Refusal(why.getMessage(), now, rest)) == null;
  }

  void remove(String topic) {
    refused.remove(topic);
  }

  /** Whether it is too early to try a topic again. */
  boolean rests(String topic) {
    Refusal refusal = refused.get(topic);
    return refusal != null && nanos.getAsLong() - refusal.at < refusal.rest;
  }

  /** What a person must mend, one sentence; empty when nothing is refused. */
  Optional<String> sentence() {
    return refused.entrySet().stream()
        .findFirst()
        .map(
            each ->
                "Records of topic '%s' are not relayed%s and wait in the database: %s"
                    .formatted(
                        each.getKey(),
                        refused.size() > 1 ? " nor those of " + (refused.size() - 1) + " more" : "",
                        each.getValue().why));
  }

  /**
   * @param at when, by {@code nanoTime}
   * @param rest how long it is not tried again
   */
  private record Refusal(String why, long at, long rest) {}
}
