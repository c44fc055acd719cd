// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;

/**
 * A record that a group has passed and is not done with.
 *
 * @param attempts how often it has failed; 0 while it only queues behind another of its key
 * @param due when it may be tried (again)
 * @param reason why it failed last, in short; empty when it did not
 */
record OpenEntry(long position, String key, int attempts, Instant due, String reason) {
  /** Thousands of them are in memory; who is parked says all. */
  private static final int LONGEST_REASON = 200;

  static OpenEntry untried(long position, String key) {
    return new OpenEntry(position, key, 0, Instant.EPOCH, "");
  }

  OpenEntry failed(Instant again, String why) {
    String brief = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
    return new OpenEntry(position, key, attempts + 1, again, brief);
  }
}
