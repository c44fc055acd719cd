// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that an administrator sees of an account.
 *
 * @param account the account
 * @param settings as entered, without secrets
 * @param secrets the names of the secrets that were entered
 * @param standard whether it sends the mail that names no account
 * @param repeatUnclear whether what may have been delivered is delivered again
 * @param hook the path at which its system may call the hub, where its connector understands that
 * @param version grows with each change
 */
public record AccountDetail(
    Account account,
    Map<String, @Nullable Object> settings,
    Set<String> secrets,
    boolean standard,
    boolean repeatUnclear,
    Optional<String> hook,
    long version,
    Instant createdAt,
    Instant changedAt) {
  public AccountDetail {
    requireNonNull(account);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    secrets = Set.copyOf(secrets);
  }
}
