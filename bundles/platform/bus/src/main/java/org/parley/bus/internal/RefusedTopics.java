// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.parley.api.ParleyException;

/**
 * The topics that a broker does not take, which rest before they are tried again: twice as long
 * after each refusal in a row, since others may have to wait for the answer, too.
 */
final class RefusedTopics {
  private static final long LEAST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final LongSupplier nanos;
  private final Map<String, Refusal> refused = new ConcurrentSkipListMap<>();

  RefusedTopics(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Notes why a topic is not taken.
   *
   * @return whether it was until now
   */
  boolean add(String topic, ParleyException why) {
    Refusal before = refused.get(topic);
    long rest = before == null ? LEAST_REST_NANOS : Math.min(2 * before.rest, MOST_REST_NANOS);
    return refused.put(topic, new Refusal(why.getMessage(), nanos.getAsLong(), rest)) == null;
  }

  void remove(String topic) {
    refused.remove(topic);
  }

  /** All may be tried again, as if none had been refused. */
  void clear() {
    refused.clear();
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
