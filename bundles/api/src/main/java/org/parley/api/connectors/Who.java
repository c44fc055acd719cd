// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

/**
 * Where the hub learns as whom an account has signed in: the system's lasting id, and the name that
 * people know. Places in JSON are pointers (RFC 6901) such as {@code /data/id}. What is learned are
 * the facts {@code who.id} and {@code who.name} of the token.
 */
public sealed interface Who {
  /** Nowhere. */
  record Untold() implements Who {}

  /** In the answer that brings the token. */
  record InAnswer(String id, String name) implements Who {
    public InAnswer {
      requireNonNull(id);
      requireNonNull(name);
    }
  }

  /** In the OpenID token of that answer, by the names of its claims. */
  record InIdToken(String id, String name) implements Who {
    public InIdToken {
      requireNonNull(id);
      requireNonNull(name);
    }
  }

  /** In the answer to a request of its own, which bears the token. */
  record Asked(Template address, String id, String name) implements Who {
    public Asked {
      requireNonNull(address);
      requireNonNull(id);
      requireNonNull(name);
    }
  }

  static Who untold() {
    return new Untold();
  }

  /** As OpenID Connect has it. */
  static Who openId() {
    return new InIdToken("sub", "preferred_username");
  }

  static Who asked(String address, String id, String name) {
    return new Asked(Template.of(address), id, name);
  }
}
