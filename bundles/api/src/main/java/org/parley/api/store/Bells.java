// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import org.osgi.annotation.versioning.ProviderType;

/** The bells of the hubs that share a database. */
@ProviderType
public interface Bells {
  /**
   * The bell of something, known to all hubs by its name.
   *
   * @param name at most 120 characters, beginning with the room's: {@code bus.written}
   */
  Bell of(String name);

  /** The bells of a hub that has its database for itself: nobody rings, nobody hears. */
  static Bells ofOnlyHub() {
    return name -> SilentBell.BELL;
  }
}
