// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one reader of forms and of what follows the question mark of an address. */
public final class FormFields {
  private static final int MOST = 500;

  private FormFields() {}

  /**
   * The fields of a form or the parameters of an address by their names, in the order sent.
   *
   * @param text as it was sent, each byte one character; null and empty hold no field
   * @return empty when it is not well written, not UTF-8, holds a character that no text has, or
   *     has too many fields
   */
  public static Optional<Map<String, List<String>>> read(@Nullable String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    String[] pairs = text == null || text.isEmpty() ? new String[0] : text.split("&", -1);
    if (pairs.length > MOST) {
      return Optional.empty();
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
      Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
      if (name.isEmpty() || value.filter(found -> found.indexOf('\0') < 0).isEmpty()) {
        return Optional.empty();
      }
      fields.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(lines(value.get()));
    }
    return Optional.of(fields);
  }

  /**
   * One name or value.
   *
   * @return empty when it is not well written or not UTF-8
   */
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

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }
}
