// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;

/** Who calls, and whether the operation is for them. */
final class Admission {
  private static final String SCHEME = "bearer ";

  private final Keys keys;

  Admission(Keys keys) {
    this.keys = keys;
  }

  /**
   * @param authorization the header of that name
   * @throws Refused with 401 or 403
   */
  Caller admit(Operation operation, @Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unknown("Header 'Authorization' is missing; 'Bearer <key>' is expected", "");
    }
    Optional<Caller> caller =
        keys.authenticate(new Secret(authorization.substring(SCHEME.length()).trim()));
    if (caller.isEmpty()) {
      throw unknown("The key is unknown, expired or revoked", ", error=\"invalid_token\"");
    }
    if (!caller.get().holdsAny(operation.roles())) {
      throw new Refused(
          403,
          "Operation '%s' is not for the roles of key '%s'"
              .formatted(operation.id(), caller.get().name()));
    }
    return caller.get();
  }

  private static Refused unknown(String message, String error) {
    return new Refused(401, message, Map.of("WWW-Authenticate", "Bearer realm=\"parley\"" + error));
  }
}
