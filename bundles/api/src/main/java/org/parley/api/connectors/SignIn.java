// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How an account proves to its system who it is. */
public sealed interface SignIn {
  /** It need not. */
  record None() implements SignIn {}

  /** By a key or password of its settings, sent with each request. */
  record Key() implements SignIn {}

  /**
   * By a token that the connector's sign-in route fetches for the key or password of its settings;
   * the hub keeps it, hands it to each route as the header {@code Authorization} and has it
   * renewed.
   *
   * @param ahead how long before its end a token is renewed
   */
  record Session(Duration ahead) implements SignIn {
    public Session {
      requireNonNull(ahead);
    }
  }
}
