// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.parley.api.store.Store;

/**
 * The bus's tables and the hub's clock.
 *
 * @param restoredAt when the tables were last put back from a backup
 */
record Database(Store store, InstantSource clock, Optional<Instant> restoredAt) {
  /** Tables that were never put back. */
  Database(Store store, InstantSource clock) {
    this(store, clock, Optional.empty());
  }
}
