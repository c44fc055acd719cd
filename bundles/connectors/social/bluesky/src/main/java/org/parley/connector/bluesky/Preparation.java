// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.json.JsonObject;
import org.parley.api.campaigns.Teaser;
import org.parley.connector.Outgoing;

/**
 * What a post refers to: those it mentions, by handle, and its pictures, by name, each with the
 * server's own word for it.
 */
final class Preparation {
  static final String RESULT = "prepared";
  private static final String NAME = "name";

  private Preparation() {}

  static void begin(Exchange exchange) {
    exchange.setProperty(RESULT, new TreeMap<String, String>());
  }

  static List<String> mentions(Outgoing<?> outgoing) {
    return new RichText(BlueskyPost.text((Teaser) outgoing.content())).mentions();
  }

  static void askWhoIs(Exchange exchange) {
    Message message = exchange.getMessage();
    String handle = message.getBody(String.class);
    exchange.setProperty(NAME, handle);
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_QUERY, "handle=" + URLEncoder.encode(handle, UTF_8));
    message.setBody(null);
  }

  /** A handle that nobody bears stays plain text. */
  static void keepWhoIs(Exchange exchange) {
    var answer = XrpcAnswer.of(exchange);
    if (answer.isFine()) {
      keep(exchange, answer.get("did"));
    }
  }

  static void upload(Exchange exchange) {
    Message message = exchange.getMessage();
    var picture = message.getBody(Picture.class);
    exchange.setProperty(NAME, picture.name());
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, picture.type());
    message.setBody(picture.bytes());
  }

  /** The reference is carried in posts as the server wrote it. */
  static void keepUploaded(Exchange exchange) {
    if (!(XrpcAnswer.of(exchange).json().get("blob") instanceof JsonObject blob)) {
      throw new IllegalStateException("The answer has no 'blob'");
    }
    keep(exchange, blob.toJson());
  }

  @SuppressWarnings("unchecked")
  private static void keep(Exchange exchange, String value) {
    Map<String, String> result = exchange.getProperty(RESULT, Map.class);
    result.put(exchange.getProperty(NAME, String.class), value);
  }
}
