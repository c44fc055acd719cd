// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;

/**
 * The bus's tables and the hub's clock.
 *
 * @param restoredAt when the tables were last put back from a backup
 * @param leases what only one of the hubs that share the tables does
 * @param bells how they wake each other
 */
record Database(
    Store store, InstantSource clock, Optional<Instant> restoredAt, Leases leases, Bells bells) {
  /** Tables that were never put back, of a hub that has them for itself. */
  Database(Store store, InstantSource clock) {
    this(store, clock, Optional.empty(), Leases.ofOnlyHub(), Bells.ofOnlyHub());
  }
}
