// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.Capability;

/**
 * One route of an account.
 *
 * @param verb what it does
 * @param capability what it does it for; null where it serves them all
 */
record Step(Verb verb, @Nullable Capability capability) {
  static final Step CHECK = new Step(Verb.CHECK, null);
  static final Step SIGN_IN = new Step(Verb.SIGN_IN, null);
  static final Step RULES = new Step(Verb.RULES, null);
  static final Step RENEW = new Step(Verb.RENEW, null);

  enum Verb {
    SINK,
    PREPARE,
    READ_BACK,
    POLL,
    WEBHOOK,
    LISTEN,
    CHECK,
    SIGN_IN,
    RULES,
    RENEW
  }

  static Step sink(Capability capability) {
    return new Step(Verb.SINK, capability);
  }

  static Step prepare(Capability capability) {
    return new Step(Verb.PREPARE, capability);
  }

  static Step readBack(Capability capability) {
    return new Step(Verb.READ_BACK, capability);
  }

  static Step poll(Capability capability) {
    return new Step(Verb.POLL, capability);
  }

  static Step webhook(Capability capability) {
    return new Step(Verb.WEBHOOK, capability);
  }

  static Step listen(Capability capability) {
    return new Step(Verb.LISTEN, capability);
  }

  /** The name of what it does, such as {@code publish} or {@code publish-prepare}. */
  String words() {
    String does = lower(verb);
    return capability == null || verb == Verb.SINK
        ? capability == null ? does : lower(capability)
        : lower(capability) + "-" + does;
  }

  String routeId(String connector, UUID account) {
    return connector + "." + words() + "." + account;
  }

  String endpoint(UUID account) {
    return "direct:" + account + "." + words();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
