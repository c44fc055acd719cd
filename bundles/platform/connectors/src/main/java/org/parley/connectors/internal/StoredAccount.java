// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as it lies in the database.
 *
 * @param settings without secrets
 * @param secrets names in the vault, by field
 */
record StoredAccount(
    UUID id,
    String connector,
    String name,
    Map<String, @Nullable Object> settings,
    Map<String, String> secrets,
    boolean enabled,
    Optional<Instant> standardSince,
    boolean repeatUnclear,
    long version,
    Instant createdAt,
    Instant changedAt) {
  StoredAccount switched(boolean on, Instant now) {
    return new StoredAccount(
        id,
        connector,
        name,
        settings,
        secrets,
        on,
        standardSince,
        repeatUnclear,
        version,
        createdAt,
        now);
  }

  StoredAccount standard(Instant since) {
    return new StoredAccount(
        id,
        connector,
        name,
        settings,
        secrets,
        enabled,
        Optional.of(since),
        repeatUnclear,
        version,
        createdAt,
        changedAt);
  }
}
