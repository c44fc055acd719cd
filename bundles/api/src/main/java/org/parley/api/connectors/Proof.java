// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

/**
 * How a request of an account shows its system on whose behalf it is sent. The hub puts it on each
 * request over HTTP that a route sends; {@code {token}} is the token that the account signed in
 * with.
 */
public sealed interface Proof {
  /** A header; routes find it set on their messages. */
  record Header(String name, Template value) implements Proof {
    public Header {
      requireNonNull(name);
      requireNonNull(value);
    }
  }

  /** A parameter of the address, added when the request leaves. */
  record Query(String name, Template value) implements Proof {
    public Query {
      requireNonNull(name);
      requireNonNull(value);
    }
  }

  /** Name and password as HTTP has them. */
  record Basic(Template user, Template password) implements Proof {
    public Basic {
      requireNonNull(user);
      requireNonNull(password);
    }
  }

  /**
   * A token that is bound to a key of the hub, with a signature over each request (RFC 9449); the
   * system's nonces are followed.
   */
  record Dpop() implements Proof {}

  /**
   * The signature of OAuth 1.0a (RFC 5849, HMAC-SHA1) over the request and its address. Parameters
   * of a body are signed when the route names them, form-encoded, in the header {@link #SIGNED},
   * which does not leave the hub.
   */
  record Signature() implements Proof {
    /** The header in which a route names the parameters of its body. */
    public static final String SIGNED = "Parley-Signed-Parameters";
  }

  /** {@code Authorization: Bearer <token>}. */
  static Proof bearer() {
    return authorization("Bearer {token}");
  }

  /** The header {@code Authorization} with a value such as {@code OAuth {token}}. */
  static Proof authorization(String value) {
    return header("Authorization", value);
  }

  static Proof header(String name, String value) {
    return new Header(name, Template.of(value));
  }

  static Proof query(String name, String value) {
    return new Query(name, Template.of(value));
  }

  static Proof basic(String user, String password) {
    return new Basic(Template.of(user), Template.of(password));
  }
}
