// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a request comes from. */
final class Callers {
  private Callers() {}

  /** Whether it was sent on this very machine, and not handed on by a proxy there. */
  static boolean isLocal(HttpServletRequest request) {
    boolean handedOn =
        request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
    try {
      return !handedOn && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
