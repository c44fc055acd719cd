// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All that can be wrong with the fields of a body, each with the fields that are to be blamed. */
final class BadBodies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final List<Bad> found = new ArrayList<>();
  private final OpenApi api;
  private final ObjectNode good;

  /**
   * @param what is wrong
   * @param body to be sent
   * @param blamed pointers to the bad fields
   */
  record Bad(String what, JsonNode body, Set<String> blamed) {}

  private BadBodies(OpenApi api, ObjectNode good) {
    this.api = api;
    this.good = good;
  }

  /**
   * @param good a body that is taken
   */
  static List<Bad> of(OpenApi api, OpenApi.Operation operation, ObjectNode good) {
    BadBodies bodies = new BadBodies(api, good);
    bodies.object("", api.body(operation));
    bodies.allAtOnce(api.body(operation));
    return bodies.found;
  }

  private void object(String at, JsonNode schema) {
    if (!schema.has("properties")) {
      return;
    }
    add("unknown field", at + "/surprise", NODES.textNode("?"));
    add("unknown field with a dot", at + "/sur.prise", NODES.textNode("?"));
    for (var property : schema.path("properties").properties()) {
      String pointer = at + "/" + property.getKey();
      JsonNode declared = property.getValue();
      field(pointer, api.resolve(declared));
      boolean required = false;
      for (JsonNode name : schema.path("required")) {
        required |= name.asText().equals(property.getKey());
      }
      if (required) {
        add("null", pointer, NODES.nullNode());
        missing(pointer);
      }
    }
  }

  private void field(String at, JsonNode schema) {
    for (JsonNode wrong : wrongTypes(schema)) {
      add("wrong type " + wrong, at, wrong);
    }
    switch (schema.has("enum") ? "enum" : Samples.type(schema)) {
      case "enum" -> add("no such word", at, NODES.textNode("nonsense"));
      case "string" -> text(at, schema);
      case "integer" -> number(at, schema);
      case "array" -> array(at, schema);
      case "object" -> object(at, schema);
      default -> add("word for true", at, NODES.textNode("true"));
    }
  }

  private static List<JsonNode> wrongTypes(JsonNode schema) {
    JsonNode number = NODES.numberNode(7);
    JsonNode text = NODES.textNode("text");
    JsonNode object = NODES.objectNode().put("a", 1);
    JsonNode array = NODES.arrayNode().add("a");
    return switch (Samples.type(schema)) {
      case "string" -> List.of(number, object, array, NODES.booleanNode(true));
      case "object" -> List.of(number, text, array);
      case "array" -> List.of(number, text, object);
      default -> List.of(text, object, array);
    };
  }

  private void text(String at, JsonNode schema) {
    add("no character for a database", at, NODES.textNode("a\u0000b"));
    add("half a character", at, NODES.textNode("a\ud83d"));
    if (schema.has("maxLength")) {
      int longest = schema.path("maxLength").asInt();
      add("too long", at, NODES.textNode("x".repeat(longest + 1)));
    }
    if (schema.path("minLength").asInt() > 0) {
      add("empty", at, NODES.textNode(""));
    }
    if (schema.has("pattern")) {
      String odd = "Öde & leer!";
      if (!Pattern.compile(schema.path("pattern").asText()).matcher(odd).find()) {
        add("another form", at, NODES.textNode(odd));
      }
    }
    switch (schema.path("format").asText()) {
      case "uuid", "date-time" -> add("another form", at, NODES.textNode("tomorrow"));
      case "uri" -> {
        add("script", at, NODES.textNode("javascript:alert(1)"));
        add("no address", at, NODES.textNode("::no address"));
      }
      default -> {}
    }
  }

  private void number(String at, JsonNode schema) {
    add("fraction", at, NODES.numberNode(1.5));
    add("huge", at, NODES.numberNode(new java.math.BigInteger("9".repeat(400))));
    if (schema.has("minimum")) {
      add("too small", at, NODES.numberNode(schema.path("minimum").asLong() - 1));
    }
    if (schema.has("maximum")) {
      add("too large", at, NODES.numberNode(schema.path("maximum").asLong() + 1));
    }
  }

  private void array(String at, JsonNode schema) {
    JsonNode first = good.at(at + "/0");
    if (schema.path("minItems").asInt() > 0) {
      add("none", at, NODES.arrayNode());
    }
    add("null in it", at, NODES.arrayNode().addNull(), at + "/0");
    if (first.isMissingNode()) {
      return;
    }
    if (schema.path("uniqueItems").asBoolean()) {
      add("twice", at, NODES.arrayNode().add(first).add(first), at + "/1");
    }
    if (schema.has("maxItems") && !schema.path("uniqueItems").asBoolean()) {
      ArrayNode many = NODES.arrayNode();
      for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
        many.add(first);
      }
      add("too many", at, many);
    }
    field(at + "/0", api.resolve(schema.path("items")));
  }

  private void allAtOnce(JsonNode schema) {
    ObjectNode body = NODES.objectNode();
    Set<String> blamed = new TreeSet<>();
    for (var property : schema.path("properties").properties()) {
      body.set(property.getKey(), wrongTypes(api.resolve(property.getValue())).get(1));
      blamed.add("#/" + property.getKey());
    }
    body.put("surprise", 1);
    blamed.add("#/surprise");
    found.add(new Bad("everything", body, blamed));
  }

  private void missing(String at) {
    ObjectNode body = good.deepCopy();
    ((ObjectNode) body.at(parent(at))).remove(name(at));
    found.add(new Bad("missing " + at, body, Set.of("#" + at)));
  }

  private void add(String what, String at, JsonNode value) {
    add(what, at, value, at);
  }

  private void add(String what, String at, JsonNode value, String blamed) {
    ObjectNode body = good.deepCopy();
    JsonNode parent = body.at(parent(at));
    if (parent instanceof ObjectNode object) {
      object.set(name(at), value);
    } else if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name(at)), value);
    } else {
      throw new IllegalStateException("The sample has nothing at " + parent(at));
    }
    found.add(new Bad(what + " at " + at, body, Set.of("#" + blamed)));
  }

  private static String parent(String at) {
    return at.substring(0, at.lastIndexOf('/'));
  }

  private static String name(String at) {
    return at.substring(at.lastIndexOf('/') + 1);
  }
}
