// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import org.parley.api.store.Bell;
import org.parley.api.store.Lease;

/**
 * What a hub and the others on its database arrange about numbering.
 *
 * @param lease who has it numbers
 * @param written rung by who has written something and does not number
 * @param free rung by who numbers no more
 * @param poll after how long each looks for itself, whatever it was told
 */
record Neighbours(Lease lease, Bell written, Bell free, Duration poll) {
  static Neighbours of(Database database, Duration poll) {
    return new Neighbours(
        database.leases().of("bus.sequencer"),
        database.bells().of("bus.written"),
        database.bells().of("bus.free"),
        poll);
  }
}
