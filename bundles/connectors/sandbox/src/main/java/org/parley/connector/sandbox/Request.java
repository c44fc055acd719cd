// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * What is asked of the other side.
 *
 * @param key the idempotency key, where one was sent
 * @param body a JSON object, or the fields of a form
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    @Nullable String key,
    @Nullable String mediaType,
    String body) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The parts of the path. */
  String[] parts() {
    return path.substring(1).split("/");
  }

  boolean isForm() {
    return mediaType != null && mediaType.startsWith("application/x-www-form-urlencoded");
  }

  /** The body's fields. */
  Map<String, Object> content() {
    if (isForm()) {
      return new HashMap<>(fields(body));
    }
    try {
      return JSON.readValue(body, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new ParleyException(Fault.INPUT, "The body is no JSON object", e);
    }
  }

  static Map<String, String> fields(@Nullable String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
