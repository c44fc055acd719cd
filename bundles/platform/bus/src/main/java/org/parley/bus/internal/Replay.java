// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.util.UUID;

/**
 * A parked record that a person wants to be tried again.
 *
 * @param parked the parked entry
 * @param attempts how often it has failed since it was asked for
 * @param due when it may be handed out
 */
record Replay(UUID parked, LoggedRecord record, int attempts, Instant due) {
  Replay again(Instant later) {
    return new Replay(parked, record, attempts + 1, later);
  }
}
