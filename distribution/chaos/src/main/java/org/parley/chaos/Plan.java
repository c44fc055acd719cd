// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.time.Duration;

/**
 * How much of it.
 *
 * @param rounds how often each fault strikes at least
 * @param atLeast how long each fault strikes again and again at least
 * @param seed of all that is left to chance; what the hub does meanwhile is not
 */
public record Plan(int rounds, Duration atLeast, long seed) {
  public Plan {
    if (rounds < 1) {
      throw new IllegalArgumentException("There are " + rounds + " rounds; the least is 1");
    }
  }
}
