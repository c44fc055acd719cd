// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.profiles.Profiles;

/**
 * By whose leave people are written to: where consent was withdrawn after something was written, it
 * does not go out.
 */
final class Leave {
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  private final AtomicReference<@Nullable Profiles> profiles = new AtomicReference<>();

  void askOf(Profiles there) {
    profiles.set(there);
  }

  void askNoMore(Profiles gone) {
    profiles.compareAndSet(gone, null);
  }

  /**
   * What forbids to write to somebody, one sentence; empty when nothing does.
   *
   * @param consent the purpose that must still stand; empty for what needs none
   * @param profile whom it goes to, when known
   * @throws ParleyException to be tried again, while nobody can say
   */
  Optional<String> objection(Optional<String> consent, Optional<UUID> profile) {
    if (consent.isEmpty() || profile.isEmpty()) {
      return Optional.empty();
    }
    Profiles there = profiles.get();
    if (there == null) {
      throw ParleyException.retryAfter(
          SHORTLY,
          "Whether the person still agrees cannot be asked: no profiles are kept here now");
    }
    String purpose = consent.get();
    return there.consents(profile.get(), purpose)
        ? Optional.empty()
        : Optional.of("Consent for '" + purpose + "' does not stand any more");
  }
}
