// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a system calls the hub.
 *
 * @param signature how it proves that a call is its own
 * @param handshake how it makes sure before that the hub wants to be called
 * @param prompt whether it wants its answer within seconds: then a call is noted, answered, and
 *     understood afterwards; otherwise the answer says whether it was understood
 * @param headers in lower case, which the route reads of calls that are noted; it finds no others
 *     there, since they may hold secrets that are not to be kept
 */
public record Hook(Signature signature, Handshake handshake, boolean prompt, Set<String> headers) {
  public Hook {
    requireNonNull(signature);
    requireNonNull(handshake);
    headers =
        headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(toUnmodifiableSet());
  }

  /** Of a route that reads no header. */
  public Hook(Signature signature, Handshake handshake, boolean prompt) {
    this(signature, handshake, prompt, Set.of());
  }

  /** Of a system that asks nothing before and waits until a call is understood. */
  public static Hook of(Signature signature) {
    return new Hook(signature, Handshake.none(), false);
  }

  /** The same of a system that makes sure before. */
  public Hook after(Handshake asks) {
    return new Hook(signature, asks, prompt, headers);
  }

  /** The same of a system that waits for seconds only. */
  public Hook promptly() {
    return new Hook(signature, handshake, true, headers);
  }

  /** The same with further headers that the route reads, such as {@code X-Event}. */
  public Hook reads(String... names) {
    Set<String> all =
        Stream.concat(headers.stream(), Stream.of(names)).collect(toUnmodifiableSet());
    return new Hook(signature, handshake, prompt, all);
  }
}
