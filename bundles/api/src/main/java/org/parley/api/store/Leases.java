// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What must run once, however many hubs share the database: the numbering of records, asking a
 * network for what is new, upkeep.
 */
@ProviderType
public interface Leases {
  /**
   * The lease on something, known to all hubs by its name. Within a hub one is used at a time: of
   * two with one name, whichever asks later takes it over.
   *
   * @param name at most 120 characters, beginning with the room's: {@code landing.upkeep}
   */
  Lease of(String name);

  /** The leases of a hub that has its database for itself: all are always held. */
  static Leases ofOnlyHub() {
    return name -> OnlyHub.LEASE;
  }
}
