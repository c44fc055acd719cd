// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.ConsentGiven;

/**
 * What a person answered when asked for consent.
 *
 * @param counts whether who answered was shown to be the person; a no always counts
 */
record Answer(
    UUID id,
    String purpose,
    boolean given,
    String basis,
    String evidence,
    Instant at,
    boolean counts) {
  /** The purpose that decides whether browsers are compared. */
  static final String FINGERPRINT = "fingerprint";

  Answer {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** The purpose that decides whether what a browser does is kept. */
  static final String REMEMBER = "remember";

  /**
   * @param proven whether the identifiers that it came with were verified
   */
  static Answer of(ConsentGiven said, boolean proven) {
    boolean counts = !said.given() || proven || isOfTheBrowser(said.purpose());
    return new Answer(
        said.id(), said.purpose(), said.given(), said.basis(), said.evidence(), said.at(), counts);
  }

  /** Who sits at the browser may say what may be kept of the browser. */
  private static boolean isOfTheBrowser(String purpose) {
    return purpose.equals(REMEMBER) || purpose.equals(FINGERPRINT);
  }

  boolean isOfTheBrowser() {
    return isOfTheBrowser(purpose);
  }

  Answer withId(UUID other) {
    return new Answer(other, purpose, given, basis, evidence, at, counts);
  }

  Consent toConsent() {
    return new Consent(id, purpose, given, basis, evidence, at, counts);
  }
}
