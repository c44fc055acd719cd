// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

/**
 * How a system calls the hub.
 *
 * @param signature how it proves that a call is its own
 * @param handshake how it makes sure before that the hub wants to be called
 * @param prompt whether it wants its answer within seconds: then a call is noted, answered, and
 *     understood afterwards; otherwise the answer says whether it was understood
 */
public record Hook(Signature signature, Handshake handshake, boolean prompt) {
  public Hook {
    requireNonNull(signature);
    requireNonNull(handshake);
  }

  public static Hook of(Signature signature) {
    return new Hook(signature, Handshake.none(), false);
  }

  public Hook after(Handshake asks) {
    return new Hook(signature, asks, prompt);
  }

  public Hook promptly() {
    return new Hook(signature, handshake, true);
  }
}
