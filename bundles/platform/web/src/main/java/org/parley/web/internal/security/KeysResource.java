// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.security.ApiKey;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Keys;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The keys of programs. */
@Component
public final class KeysResource implements Resource {
  private final Keys keys;

  /**
   * @param secret the key itself, shown this once
   */
  record MintedView(ApiKey key, String secret) {}

  @Activate
  public KeysResource(@Reference Keys keys) {
    this.keys = keys;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("listKeys", this::list, "makeKey", this::make, "revokeKey", this::revoke);
  }

  private Answer list(Call call) {
    return Answer.page(keys.list(call.page()), key -> key);
  }

  private Answer make(Call call) {
    Keys.Minted minted = keys.mint(call.body(ApiKeyInput.class), call.caller());
    var view = new MintedView(minted.key(), minted.secret().reveal());
    return Answer.created("keys/" + minted.key().id(), view);
  }

  private Answer revoke(Call call) {
    keys.revoke(call.id("id", "key"), call.caller());
    return Answer.nothing();
  }
}
