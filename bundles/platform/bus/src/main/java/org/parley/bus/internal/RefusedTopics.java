// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.parley.api.ParleyException;

/** The topics that a broker does not take, which rest before they are tried again. */
final class Refusals {
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<String, Refusal> refused = new ConcurrentSkipListMap<>();

  /**
   * Notes why a topic is not taken.
   *
   * @return whether it was until now
   */
  boolean add(String topic, ParleyException why) {
    return refused.put(topic, new Refusal(why.getMessage(), System.nanoTime())) == null;
  }

  void remove(String topic) {
    refused.remove(topic);
  }

  /** Whether it is too early to try a topic again. */
  boolean rests(String topic) {
    Refusal refusal = refused.get(topic);
    return refusal != null && System.nanoTime() - refusal.at < REST_NANOS;
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
   */
  private record Refusal(String why, long at) {}
}
