// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Text as addresses and forms write it. */
public final class PercentText {
  private PercentText() {}

  /** The text meant, empty when it is not well written or not UTF-8. */
  public static Optional<String> decode(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    try {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '%') {
          bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
          i += 2;
        } else if (c < 0x7f) {
          bytes.write(c == '+' ? ' ' : c);
        } else {
          return Optional.empty();
        }
      }
      var raw = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(raw).toString());
    } catch (CharacterCodingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
