// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Reads and writes JSON as trees of maps, lists and plain values. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** Empty for {@code null}. */
  static Optional<Object> read(String text) throws JsonProcessingException {
    return Optional.ofNullable(MAPPER.readValue(text, Object.class));
  }

  static String write(Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree cannot be written as JSON", e);
    }
  }

  /** Whether a text can only be JSON. */
  static boolean looksLike(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }
}
