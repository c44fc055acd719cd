// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;

/**
 * The bus's settings in their units.
 *
 * @param tries how often a record is tried before it is parked
 * @param firstPause after the first failure; doubles with each further one
 * @param longestPause between two tries
 * @param queueBytes how much memory what waits for its commit may take until callers are refused;
 *     and what waits for its positions, until it is read from the log instead
 * @param memoryBytes how much of each topic's newest records is kept in memory
 * @param patience how long a reader that goes may finish what it has in hand
 * @param retention how long records stay in the log after every group is done with them
 * @param retentionBytes how much of a topic stays then, however young
 * @param poll after how long is looked for what another hub has written and told nobody of
 */
record Tuning(
    int tries,
    Duration firstPause,
    Duration longestPause,
    long queueBytes,
    long memoryBytes,
    Duration patience,
    Duration retention,
    long retentionBytes,
    Duration poll) {
  static final Duration POLL = Duration.ofSeconds(1);

  static Tuning of(BusSettings settings) {
    return new Tuning(
        settings.retry_tries(),
        Duration.ofMillis(settings.retry_first_millis()),
        Duration.ofMillis(settings.retry_longest_millis()),
        settings.queue_bytes(),
        settings.memory_bytes(),
        Duration.ofMillis(settings.stop_millis()),
        Duration.ofDays(settings.retention_days()),
        settings.retention_bytes(),
        POLL);
  }
}
