// SPDX-License-Identifier: Apache-2.0
package org.parley.api.accounts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How an account is signed in at its system.
 *
 * @param account whose sign-in it is
 * @param state what a person has to do about it
 * @param subject as whom, in the system's words; empty where it does not say
 * @param scopes what was granted, where the system tells
 * @param missing what the connector asks for and was not granted
 * @param app by which app
 * @param by who signed in
 * @param since when
 * @param tokenEndsAt when the present token ends; the hub renews it where it can
 * @param endsAt until when it holds if no person signs in again; empty where that is never or not
 *     known
 * @param reason why it does not hold any longer, or cannot be renewed, one sentence
 */
public record SignedIn(
    UUID account,
    State state,
    Optional<String> subject,
    List<String> scopes,
    List<String> missing,
    Optional<UUID> app,
    Optional<String> by,
    Optional<Instant> since,
    Optional<Instant> tokenEndsAt,
    Optional<Instant> endsAt,
    Optional<String> reason) {
  public SignedIn {
    requireNonNull(account);
    requireNonNull(state);
    requireNonNull(subject);
    scopes = List.copyOf(scopes);
    missing = List.copyOf(missing);
    requireNonNull(app);
    requireNonNull(by);
    requireNonNull(since);
    requireNonNull(tokenEndsAt);
    requireNonNull(endsAt);
    requireNonNull(reason);
  }

  /** What a person has to do about a sign-in. */
  public enum State {
    /** Sign in for the first time. */
    MISSING,
    /** Nothing. */
    HOLDS,
    /** Sign in again within a week. */
    ENDS_SOON,
    /** Sign in again. */
    ENDED
  }

  /** Whether somebody should look after it now. */
  public boolean isPressing() {
    return state != State.HOLDS || !missing.isEmpty() || reason.isPresent();
  }
}
