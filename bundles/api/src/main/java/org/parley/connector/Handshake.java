// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.parley.api.Secret;
import org.parley.connector.Signature.Encoding;

/**
 * How a system makes sure that the hub wants to be called; answered by the hub. A key or a value
 * that is blank is refused as a {@link Signature}'s is.
 */
public sealed interface Handshake {
  /** What Meta and WebSub call it when they ask whether to call. */
  Secret SUBSCRIBE = new Secret("subscribe");

  /** It does not. */
  record None() implements Handshake {}

  /**
   * It asks with parameters in the address, and wants one of them back as the answer.
   *
   * @param challenge the parameter that it wants back
   * @param expected what other parameters must hold, so that nobody else subscribes the hub
   * @param lease the parameter that says for how many seconds it will call, where it does
   */
  record Echo(String challenge, Map<String, Secret> expected, Optional<String> lease)
      implements Handshake {
    public Echo {
      requireNonNull(challenge);
      expected = Map.copyOf(expected);
      expected.values().forEach(Agreed::requireText);
      requireNonNull(lease);
    }
  }

  /**
   * It asks with a parameter in the address, and wants a JSON object that holds its HMAC-SHA256.
   * Answered is what looks like a token: the same key may sign calls, which nobody else shall have
   * signed.
   *
   * @param challenge the parameter
   * @param key shared with the system
   * @param encoding in which the digest is written
   * @param prefix before the digest, may be empty
   * @param answer the field of the object that holds the digest
   * @param echo a field that holds the challenge, where it wants that back as well
   */
  record Proof(
      String challenge,
      Secret key,
      Encoding encoding,
      String prefix,
      String answer,
      Optional<String> echo)
      implements Handshake {
    public Proof {
      requireNonNull(challenge);
      Agreed.requireText(key);
      requireNonNull(encoding);
      requireNonNull(prefix);
      requireNonNull(answer);
      requireNonNull(echo);
    }
  }

  /**
   * It asks with a JSON body, signed as all its calls, and wants one of its fields back.
   *
   * @param challenge the field that it wants back, in an object of that one field
   * @param when a field that is told from other calls by its value
   * @param is that value
   */
  record InBody(String challenge, String when, String is) implements Handshake {
    public InBody {
      requireNonNull(challenge);
      requireNonNull(when);
      requireNonNull(is);
    }
  }

  /** The system asks nothing before it calls. */
  static Handshake none() {
    return new None();
  }

  /** As Meta does it. */
  static Handshake hub(Secret verifyToken) {
    return new Echo(
        "hub.challenge",
        Map.of("hub.mode", SUBSCRIBE, "hub.verify_token", verifyToken),
        Optional.empty());
  }

  /** As WebSub has it; what others ask the publisher's hub to end goes on. */
  static Handshake webSub(String topic) {
    return new Echo(
        "hub.challenge",
        Map.of("hub.mode", SUBSCRIBE, "hub.topic", new Secret(topic)),
        Optional.of("hub.lease_seconds"));
  }
}
