// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.parley.api.ParleyException;
import org.parley.connector.Outgoing;

/**
 * Pictures are left with the server before the post that shows them; some it works on for a while.
 */
final class Upload {
  static final String RESULT = "uploaded";
  private static final String NAME = "name";
  private static final String PROCESSING = "processing ";

  /** What the server calls a picture that it has taken. */
  record Taken(String id) {}

  private Upload() {}

  static void begin(Exchange exchange) {
    exchange.setProperty(RESULT, new TreeMap<String, String>());
  }

  static void send(Exchange exchange) {
    Message message = exchange.getMessage();
    var picture = message.getBody(Picture.class);
    String boundary = UUID.randomUUID().toString();
    exchange.setProperty(NAME, picture.name());
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, "multipart/form-data; boundary=" + boundary);
    message.setBody(picture.form(boundary));
  }

  static void noteProcessing(Exchange exchange) {
    if (isStatus(exchange, 202)) {
      result(exchange).put(PROCESSING + exchange.getProperty(NAME), "true");
    }
  }

  static void keep(Exchange exchange) {
    String id = exchange.getMessage().getBody(Taken.class).id();
    if (id == null) {
      throw new IllegalStateException("The answer has no 'id'");
    }
    result(exchange).put(exchange.getProperty(NAME, String.class), id);
  }

  /** The names that the server has given to the pictures of a post, in order. */
  static List<String> ids(Outgoing<?> outgoing) {
    return ids(outgoing, "");
  }

  /** Those of them that were not ready when it took them. */
  static List<String> processing(Outgoing<?> outgoing) {
    return ids(outgoing, PROCESSING);
  }

  private static List<String> ids(Outgoing<?> outgoing, String marked) {
    Map<String, String> prepared = new TreeMap<>(outgoing.prepared());
    return prepared.keySet().stream()
        .filter(name -> !name.startsWith(PROCESSING) && prepared.containsKey(marked + name))
        .map(prepared::get)
        .toList();
  }

  static void ask(Exchange exchange) {
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_PATH, "/" + message.getBody(String.class));
    message.setBody(null);
  }

  static void mustBeReady(Exchange exchange) {
    if (isStatus(exchange, 206)) {
      throw ParleyException.retryAfter(
          Duration.ofSeconds(5), "Mastodon is still working on a picture");
    }
  }

  private static boolean isStatus(Exchange exchange, int status) {
    return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class) == status;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> result(Exchange exchange) {
    return exchange.getProperty(RESULT, Map.class);
  }
}
