// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An app as it lies in the database.
 *
 * @param client as the vendor named it
 * @param secret its name in the vault
 * @param own whether the hub registered it by itself
 */
record StoredApp(
    UUID id,
    String connector,
    String instance,
    String name,
    String client,
    Optional<String> secret,
    boolean own,
    long version,
    Instant createdAt,
    Instant changedAt) {
  /** The name in the vault under which a new secret of an app is kept. */
  static String nameOfSecret(UUID app) {
    return "app/" + app + "/" + UUID.randomUUID();
  }
}
