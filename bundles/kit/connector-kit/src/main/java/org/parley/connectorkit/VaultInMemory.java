// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.Secret;
import org.parley.api.security.Vault;

/** Keeps secrets as long as the test lasts. */
final class VaultInMemory implements Vault {
  private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

  @Override
  public Optional<Secret> find(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public void put(String name, Secret secret) {
    secrets.put(name, secret);
  }

  @Override
  public void forget(String name) {
    secrets.remove(name);
  }

  @Override
  public int rotate() {
    return secrets.size();
  }
}
