// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.parley.api.InvalidInput;

/** Reads bytes that must be UTF-8. */
final class Utf8 {
  private Utf8() {}

  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("body", "Is not valid UTF-8");
    }
  }
}
