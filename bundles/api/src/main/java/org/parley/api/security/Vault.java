// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.Secret;

/**
 * Where secrets of other systems lie, encrypted under the hub's master key. Configuration holds
 * their names, such as {@code account/<id>/token}.
 */
@ProviderType
public interface Vault {
  /**
   * The secret of this name.
   *
   * @throws org.parley.api.ParleyException with fault {@code SETTINGS} when it was encrypted under
   *     another master key or was tampered with
   */
  Optional<Secret> find(String name);

  /** Keeps a secret under this name, in place of the one before. */
  void put(String name, Secret secret);

  /** Forgets the secret of this name; nothing happens where there is none. */
  void forget(String name);

  /**
   * Encrypts every secret anew under a new master key.
   *
   * @return how many secrets were encrypted anew
   */
  int rotate();
}
