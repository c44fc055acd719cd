// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * What a system answered.
 *
 * @param headers by name in lower case
 * @param text of its body
 * @param content the same as a tree where it is JSON, else as text; empty where there is none
 */
record Answer(int status, Map<String, String> headers, String text, Optional<Object> content) {
  private static final int LARGEST = 8 << 20;

  /**
   * @throws IOException when it cannot be read whole
   */
  static Answer of(Exchange exchange) throws IOException {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    Map<String, String> headers = headers(message);
    String text = text(message);
    return new Answer(status, headers, text, content(status, headers, text));
  }

  private static Map<String, String> headers(Message message) {
    Map<String, String> headers = new TreeMap<>();
    message
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (value != null && !name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), word(value));
              }
            });
    return headers;
  }

  private static String word(Object value) {
    return value instanceof List<?> several
        ? several.stream().map(String::valueOf).reduce((a, b) -> a + ", " + b).orElse("")
        : value.toString();
  }

  private static String text(Message message) throws IOException {
    if (message.getBody() == null) {
      return "";
    }
    try (InputStream body = message.getBody(InputStream.class)) {
      byte[] bytes = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IllegalStateException("The answer has more than " + LARGEST + " bytes");
      }
      return new String(bytes, UTF_8);
    }
  }

  /** What should be JSON and is not is understood by nobody, unless it is a failure's. */
  private static Optional<Object> content(int status, Map<String, String> headers, String text)
      throws JsonProcessingException {
    boolean json = headers.getOrDefault("content-type", "").contains("json");
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!json && !Json.looksLike(text)) {
      return Optional.of(text);
    }
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      if (json && status < 300) {
        throw e;
      }
      return Optional.of(text);
    }
  }

  boolean isFine() {
    return status >= 200 && status < 300;
  }

  /**
   * The failure that Camel's own component would have thrown, so that the hub understands it as any
   * other.
   *
   * @param asked the request in words, which name no secret
   */
  HttpOperationFailedException failure(String asked) {
    return new HttpOperationFailedException(asked, status, null, null, headers, text);
  }
}
