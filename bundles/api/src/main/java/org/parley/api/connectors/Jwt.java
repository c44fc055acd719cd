// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * A statement that the hub signs (RFC 7519). When it was made, when it ends and an identity of its
 * own are always said.
 *
 * @param algorithm by which
 * @param form how the key is written
 * @param key with which
 * @param header what the header says beside the algorithm, such as {@code kid}
 * @param claims what it says
 * @param life how long it holds
 */
public record Jwt(
    Algorithm algorithm,
    Form form,
    Template key,
    Map<String, Template> header,
    Map<String, Template> claims,
    Duration life) {
  public Jwt {
    requireNonNull(algorithm);
    requireNonNull(form);
    requireNonNull(key);
    header = Map.copyOf(header);
    claims = Map.copyOf(claims);
    requireNonNull(life);
  }

  /** By which it is signed. */
  public enum Algorithm {
    HS256,
    RS256,
    ES256
  }

  /** How a key is written. */
  public enum Form {
    /** As it is. */
    TEXT,
    /** Two digits a byte. */
    HEX,
    BASE64,
    /** A private key in PKCS#8, between its BEGIN and END lines. */
    PEM
  }
}
