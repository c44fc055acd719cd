// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes a body in, within bounds. */
final class BodyReader {
  /** As large as the largest record of the bus. */
  static final int LARGEST = 1 << 20;

  /**
   * @throws Refused when the operation does not read such a body
   */
  byte[] read(Operation operation, HttpServletRequest request) throws IOException {
    if (operation.bodies().isEmpty()) {
      return new byte[0];
    }
    checkType(operation, request.getContentType());
    if (request.getContentLengthLong() > LARGEST) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw tooLarge();
    }
    return body;
  }

  private static void checkType(Operation operation, @Nullable String given) {
    String[] parts = (given == null ? "" : given).toLowerCase(Locale.ROOT).split(";", -1);
    boolean known = operation.bodies().contains(parts[0].trim());
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].trim().replace("\"", "");
      known &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
    }
    if (!known) {
      throw new Refused(
          415,
          "Content-Type is '%s'; only %s in UTF-8 is read here"
              .formatted(given == null ? "" : given, String.join(", ", operation.bodies())));
    }
  }

  private static Refused tooLarge() {
    return new Refused(413, "The body is larger than %d bytes".formatted(LARGEST));
  }
}
