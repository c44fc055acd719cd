// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;

/** The keys with which programs call the hub. Every change is audited. */
@ProviderType
public interface Keys {
  /** Who calls with this key; empty when it is unknown, expired or revoked. */
  Optional<Caller> authenticate(Secret key);

  /** All keys, the youngest first. */
  Paged<ApiKey> list(PageRequest page);

  /**
   * Makes a key.
   *
   * @throws org.parley.api.InvalidInput when it would have expired already
   */
  Minted mint(ApiKeyInput input, Caller by);

  /**
   * Takes a key back; it is refused from then on.
   *
   * @throws org.parley.api.NotFound when there is no such key
   */
  void revoke(UUID id, Caller by);

  /**
   * A key that was just made.
   *
   * @param key what is kept of it
   * @param secret the key itself, to be shown this once
   */
  record Minted(ApiKey key, Secret secret) {}
}
