// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.profiles.Handle;

/**
 * Somebody with an account.
 *
 * @param acct the name, with the host where that is another server
 * @param followersCount how many follow, 0 where that is hidden
 */
record Member(
    String id, String acct, @Nullable String displayName, @Nullable URI url, long followersCount) {

  /** As the whole network knows them: two servers may each have an ada. */
  Handle handle(String host) {
    return new Handle(
        Mastodon.ID,
        acct.contains("@") ? acct : acct + "@" + host,
        Optional.ofNullable(displayName).filter(name -> !name.isBlank()),
        Optional.ofNullable(url),
        Optional.of(followersCount));
  }
}
