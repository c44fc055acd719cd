// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.util.Objects.requireNonNull;

import org.parley.api.Secret;

/** How a system proves that a call is its own. */
public sealed interface Signature {
  /**
   * HMAC-SHA256 over the body.
   *
   * @param key shared with the system
   * @param header that carries it
   * @param prefix before it in the header, such as {@code sha256=}
   * @param encoding of the digest
   */
  record Hmac(Secret key, String header, String prefix, Encoding encoding) implements Signature {
    public Hmac {
      requireNonNull(key);
      requireNonNull(header);
      requireNonNull(prefix);
      requireNonNull(encoding);
    }
  }

  /**
   * The Standard Webhooks specification: HMAC-SHA256 over id, time and body; a call that is older
   * than five minutes or was seen before is refused.
   *
   * @param key shared with the system, with or without {@code whsec_}
   */
  record Standard(Secret key) implements Signature {
    public Standard {
      requireNonNull(key);
    }
  }

  /** How a digest is written. */
  enum Encoding {
    HEX,
    BASE64
  }

  /** As GitHub and Meta do it: {@code X-Hub-Signature-256: sha256=<hex>}. */
  static Signature hub(Secret key) {
    return new Hmac(key, "X-Hub-Signature-256", "sha256=", Encoding.HEX);
  }

  static Signature standard(Secret key) {
    return new Standard(key);
  }
}
