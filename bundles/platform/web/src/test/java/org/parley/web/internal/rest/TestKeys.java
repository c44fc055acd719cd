// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.Secret;
import org.parley.api.security.ApiKey;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;
import org.parley.api.security.Role;

/** One key for each role, called like the role. */
public final class TestKeys implements Keys {
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  public TestKeys() {
    for (Role role : Role.values()) {
      String name = Json.word(role);
      callers.put(name, new Caller(UUID.randomUUID(), Caller.Kind.KEY, name, Set.of(role)));
    }
  }

  @Override
  public Optional<Caller> authenticate(Secret key) {
    return Optional.ofNullable(callers.get(key.reveal()));
  }

  @Override
  public Paged<ApiKey> list(PageRequest page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Minted mint(ApiKeyInput input, Caller by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void revoke(UUID id, Caller by) {
    throw new UnsupportedOperationException();
  }
}
