// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.accounts.SignedIn;
import org.parley.api.accounts.SignedIn.State;

/**
 * How an account is signed in, as programs see it.
 *
 * @param todo what a person has to do, one sentence; empty for nothing
 * @param page of the console where that is done
 */
record SignInView(
    UUID account,
    State state,
    Optional<String> todo,
    String page,
    Optional<String> subject,
    List<String> scopes,
    List<String> missing,
    Optional<UUID> app,
    Optional<String> by,
    Optional<Instant> since,
    Optional<Instant> tokenEndsAt,
    Optional<Instant> endsAt,
    Optional<String> reason) {
  static SignInView of(SignedIn signed) {
    return new SignInView(
        signed.account(),
        signed.state(),
        todo(signed),
        "/console/accounts/" + signed.account() + "#sign-in",
        signed.subject(),
        signed.scopes(),
        signed.missing(),
        signed.app(),
        signed.by(),
        signed.since(),
        signed.tokenEndsAt(),
        signed.endsAt(),
        signed.reason());
  }

  private static Optional<String> todo(SignedIn signed) {
    return switch (signed.state()) {
      case MISSING -> Optional.of("Sign in");
      case ENDED -> Optional.of("Sign in again");
      case ENDS_SOON ->
          Optional.of("Sign in again by " + signed.endsAt().map(Object::toString).orElse("then"));
      case HOLDS -> holding(signed);
    };
  }

  private static Optional<String> holding(SignedIn signed) {
    if (signed.reason().isPresent()) {
      return Optional.of("See why the token cannot be renewed");
    }
    return signed.missing().isEmpty()
        ? Optional.empty()
        : Optional.of("Sign in again and grant " + String.join(", ", signed.missing()));
  }
}
