// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Bodies that the document allows, and that mean something to the hub. */
final class Samples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What names something that may not be there. */
  private static final Set<String> LEFT_OUT =
      Set.of("domain", "team", "feed", "account", "accounts", "sharer", "network", "id", "image");

  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, String> words = new HashMap<>();
  private final OpenApi api;
  private final UnaryOperator<String> text;

  Samples(OpenApi api) {
    this(api, plain -> plain);
  }

  /**
   * @param text makes what is free to say out of a plain word
   */
  Samples(OpenApi api, UnaryOperator<String> text) {
    this.api = api;
    this.text = text;
    words.put("target", "https://example.org/page");
    words.put("language", "en");
    words.put("connector", "sandbox-network");
    words.put("password", "correct horse battery");
    words.put("kind", "email");
    words.put("value", "ada@example.org");
    words.put("currency", "EUR");
    words.put("purpose", "newsletter");
    words.put("mailing", "newsletter");
    words.put("type", "page.viewed");
    words.put("interaction", "page.viewed");
    words.put("at", "2026-01-31T12:00:00Z");
    words.put("other", UUID.randomUUID().toString());
  }

  ObjectNode of(OpenApi.Operation operation) {
    ObjectNode body = (ObjectNode) sample(operation.id(), api.body(operation));
    if (operation.id().endsWith("ScoringRule")) {
      body.remove(List.of("attribute", "value")); // points are for one or the other
    }
    return body;
  }

  private JsonNode sample(String name, JsonNode declared) {
    JsonNode schema = api.resolve(declared);
    if (schema.has("enum")) {
      return schema.path("enum").path(0);
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> NODES.arrayNode().add(sample(name, schema.path("items")));
      case "integer" -> NODES.numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> NODES.booleanNode(true);
      default -> TextNode.valueOf(word(name, schema));
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode made = NODES.objectNode();
    for (var property : schema.path("properties").properties()) {
      if (!LEFT_OUT.contains(property.getKey())) {
        made.set(property.getKey(), sample(property.getKey(), property.getValue()));
      }
    }
    return made;
  }

  private String word(String name, JsonNode schema) {
    if (name.equals("origin")) {
      return "https://site%d.example.org".formatted(count.incrementAndGet());
    }
    if (words.containsKey(name)) {
      return words.get(name);
    }
    String plain = name + count.incrementAndGet();
    return switch (schema.path("format").asText()) {
      case "uuid" -> UUID.randomUUID().toString();
      case "date-time" -> "2099-01-31T12:00:00Z";
      case "uri" -> "https://example.org/" + plain;
      default -> schema.has("pattern") ? plain : text.apply(plain);
    };
  }

  /** The sort of value, for those that may be null the other one. */
  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode each : type) {
      if (!each.asText().equals("null")) {
        return each.asText();
      }
    }
    return type.asText("string");
  }
}
