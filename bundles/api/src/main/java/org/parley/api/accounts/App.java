// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * What the hub is registered as at a vendor; shared by accounts. Its secret is never shown.
 *
 * @param id its identity
 * @param connector of whose accounts
 * @param instance of the system that it is registered at; empty where there is one for all
 * @param name what people call it
 * @param clientId as the vendor named it
 * @param own whether the hub registered it by itself
 * @param accounts how many are signed in by it
 * @param version grows with each change
 */
public record App(
    UUID id,
    String connector,
    String instance,
    String name,
    String clientId,
    boolean own,
    long accounts,
    long version,
    Instant createdAt,
    Instant changedAt) {
  public App {
    requireNonNull(id);
    requireNonNull(connector);
    requireNonNull(instance);
    requireNonNull(name);
    requireNonNull(clientId);
    requireNonNull(createdAt);
    requireNonNull(changedAt);
  }
}
