// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import org.parley.api.Secret;
import org.parley.connector.SignInRefused;

/**
 * As what the hub speaks to a vendor.
 *
 * @param id as the vendor named the app; empty where the system knows of none
 * @param secret or key of the app
 */
record AppKeys(String id, Optional<Secret> secret) {
  static final AppKeys NONE = new AppKeys("", Optional.empty());

  Secret demandSecret() {
    return secret.orElseThrow(
        () ->
            new SignInRefused(
                SignInRefused.Reason.APP, "The app '" + id + "' has no secret; enter it"));
  }
}
