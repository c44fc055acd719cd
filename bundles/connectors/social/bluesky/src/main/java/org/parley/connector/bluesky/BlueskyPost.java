// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.TextRules;
import org.parley.connector.Outcome;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Outgoing;

/** A teaser as a record of a repository, under a key that is ours. */
final class BlueskyPost {
  private static final String COLLECTION = "app.bsky.feed.post";
  private static final String TEXT = "text";

  private BlueskyPost() {}

  /**
   * The request to put it there where nothing is: {@code swapRecord} of null has the server refuse
   * to replace what stands under the key.
   */
  static Map<String, Object> request(Exchange exchange) {
    var outgoing = exchange.getMessage().getBody(Outgoing.class);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("repo", did(exchange));
    request.put("collection", COLLECTION);
    request.put("rkey", RecordKey.of(outgoing.key()));
    request.put("validate", true);
    request.put("swapRecord", null);
    request.put("record", record((Teaser) outgoing.content(), outgoing.prepared()));
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
    return request;
  }

  /** What is said: with pictures there is no card, so the text must hold the link. */
  static String text(Teaser teaser) {
    String text = TextRules.textOf(teaser);
    boolean needsLink =
        !teaser.images().isEmpty()
            && teaser.link().filter(link -> !text.contains(link.toString())).isPresent();
    String whole = needsLink ? text + "\n\n" + teaser.link().orElseThrow() : text;
    return new String(whole.getBytes(UTF_8), UTF_8);
  }

  private static Map<String, Object> record(Teaser teaser, Map<String, String> prepared) {
    String text = text(teaser);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("$type", COLLECTION);
    record.put(TEXT, text);
    record.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    if (!teaser.language().equals(Locale.ROOT)) {
      record.put("langs", List.of(teaser.language().toLanguageTag()));
    }
    record.put("facets", new RichText(text).facets(prepared));
    if (!teaser.images().isEmpty()) {
      record.put("embed", pictures(teaser, prepared));
    } else if (teaser.link().isPresent()) {
      record.put("embed", card(teaser, teaser.link().get(), prepared));
    }
    return record;
  }

  private static Map<String, Object> pictures(Teaser teaser, Map<String, String> prepared) {
    List<Map<String, Object>> images = new ArrayList<>();
    for (Teaser.Image image : teaser.images()) {
      String uploaded = prepared.getOrDefault(Picture.nameOf(images.size()), "");
      images.add(Map.of("image", blob(uploaded), "alt", image.altText()));
    }
    return Map.of("$type", "app.bsky.embed.images", "images", images);
  }

  private static Map<String, Object> card(Teaser teaser, URI link, Map<String, String> prepared) {
    var card = teaser.card();
    Map<String, Object> external = new LinkedHashMap<>();
    external.put("uri", link.toString());
    external.put("title", card.map(Teaser.Card::title).orElse(link.getHost()));
    external.put("description", card.map(Teaser.Card::description).orElse(""));
    Optional.ofNullable(prepared.get(Picture.THUMB))
        .ifPresent(thumb -> external.put("thumb", blob(thumb)));
    return Map.of("$type", "app.bsky.embed.external", "external", external);
  }

  private static JsonObject blob(String prepared) {
    return Jsoner.deserialize(prepared, new JsonObject());
  }

  /** What is there under the key may be this very post, put there by an attempt that broke off. */
  static Outcome outcome(Exchange exchange) {
    var answer = XrpcAnswer.of(exchange);
    if (answer.isCalled("InvalidSwap")) {
      return new Outcome.Unknown("A post stands under this key already");
    }
    if (!answer.isFine()) {
      throw answer.refusal().orElseThrow();
    }
    return delivered(answer);
  }

  /** Asks for what stands under the key. */
  static void question(Exchange exchange) {
    Message message = exchange.getMessage();
    var outgoing = message.getBody(Outgoing.class);
    exchange.setProperty(TEXT, text((Teaser) outgoing.content()));
    String query =
        "repo=%s&collection=%s&rkey=%s"
            .formatted(
                URLEncoder.encode(did(exchange), UTF_8), COLLECTION, RecordKey.of(outgoing.key()));
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_QUERY, query);
    message.setBody(null);
  }

  static Optional<Delivered> found(Exchange exchange) {
    var answer = XrpcAnswer.of(exchange);
    if (answer.isCalled("RecordNotFound")) {
      return Optional.empty();
    }
    if (!answer.isFine()) {
      throw answer.refusal().orElseThrow();
    }
    boolean same =
        answer.json().get("value") instanceof JsonObject value
            && String.valueOf(value.get(TEXT)).equals(exchange.getProperty(TEXT));
    return same ? Optional.of(delivered(answer)) : Optional.empty();
  }

  /** Bluesky's app shows a post under its author's lasting name as well as under the handle. */
  private static Delivered delivered(XrpcAnswer answer) {
    String uri = answer.get("uri");
    String[] parts = uri.split("/", -1);
    if (parts.length != 5) {
      throw new IllegalStateException("'" + uri + "' names no record");
    }
    URI seen = URI.create("https://bsky.app/profile/" + parts[2] + "/post/" + parts[4]);
    return new Delivered(uri, Optional.of(seen));
  }

  private static String did(Exchange exchange) {
    return exchange.getProperty("did", String.class);
  }
}
