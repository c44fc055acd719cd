// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What each server last wanted to see in what is signed for it (RFC 9449, section 8). */
final class Nonces {
  private final Map<String, String> byServer = new ConcurrentHashMap<>();

  Optional<String> find(URI address) {
    return Optional.ofNullable(byServer.get(server(address)));
  }

  /**
   * @return whether it is another than before
   */
  boolean keep(URI address, String nonce) {
    return !nonce.equals(byServer.put(server(address), nonce));
  }

  private static String server(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }
}
