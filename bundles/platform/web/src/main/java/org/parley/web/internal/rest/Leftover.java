// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is left of a body when the answer is known already. A caller that is still sending would not
 * hear the answer if the connection just ended, and a caller that keeps the connection would be
 * surprised by its end with the next request.
 */
public final class Leftover {
  private static final int MOST = 2 * BodyReader.LARGEST;
  private static final int CHUNK = 16 << 10;

  private Leftover() {}

  /**
   * Reads it up to a bound; beyond that, and for a caller that waits to be asked for it, the answer
   * says that the connection ends.
   */
  public static void drain(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("Expect") != null || !isReadToItsEnd(request.getInputStream())) {
      response.setHeader("Connection", "close");
    }
  }

  private static boolean isReadToItsEnd(InputStream body) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int total = 0;
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      total += read;
      if (total > MOST) {
        return false;
      }
    }
    return true;
  }
}
