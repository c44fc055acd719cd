// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.api.ParleyException;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Profiles;

/**
 * By whose leave a mail goes out: one whose consent was withdrawn after it was written does not.
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
   * What forbids the mail, one sentence; empty when nothing does.
   *
   * @throws ParleyException to be tried again, while nobody can say
   */
  Optional<String> objection(MailRequested mail) {
    if (mail.purpose().isEmpty() || mail.profile().isEmpty()) {
      return Optional.empty();
    }
    Profiles there = profiles.get();
    if (there == null) {
      throw ParleyException.retryAfter(
          SHORTLY,
          "Whether the person still agrees cannot be asked: no profiles are kept here now");
    }
    String purpose = mail.purpose().get();
    return there.consents(mail.profile().get(), purpose)
        ? Optional.empty()
        : Optional.of("Consent for '" + purpose + "' does not stand any more");
  }
}
