// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Assembles the document: the frame {@code openapi/api.yaml}, the part of each room that it lists
 * under {@code x-parts}, and what every operation has in common.
 */
final class Parts {
  private static final String PARAMETERS = "#/components/parameters/";

  private final JsonMapper mapper;

  Parts(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param more parts beyond those that the frame lists
   */
  Contract assemble(List<String> more) {
    ObjectNode document = load("api");
    JsonNode names = document.remove("x-parts");
    for (JsonNode name : names) {
      join(document, load(name.asText()), name.asText());
    }
    more.forEach(name -> join(document, load(name), name));
    for (JsonNode path : document.path("paths")) {
      operations(path).forEach(each -> complete(document, path, each));
    }
    var headers = new AnswerHeaders(document.path("paths"));
    for (var path : document.path("paths").properties()) {
      operations(path.getValue())
          .forEach(each -> headers.declare(path.getKey(), each.getKey(), each.getValue()));
    }
    return new Contract(document);
  }

  private ObjectNode load(String name) {
    String file = "/openapi/" + name + ".yaml";
    try (InputStream in = Parts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The part '%s' is not in this bundle".formatted(file));
      }
      var settings = LoadSettings.builder().setLabel(file).build();
      return mapper.valueToTree(new Load(settings).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(ObjectNode document, JsonNode part, String name) {
    String tag = part.path("x-tag").asText(name);
    part.path("paths").forEach(Parts::spread);
    part.path("paths").forEach(path -> operations(path).forEach(each -> tag(each.getValue(), tag)));
    add(document.withObject("/paths"), part.path("paths"), name);
    for (var kind : part.path("components").properties()) {
      add(document.withObject("/components/" + kind.getKey()), kind.getValue(), name);
    }
  }

  private static void add(ObjectNode target, JsonNode more, String part) {
    for (var entry : more.properties()) {
      if (target.has(entry.getKey())) {
        throw new IllegalStateException(
            "Part '%s' declares '%s', which is there already".formatted(part, entry.getKey()));
      }
      target.set(entry.getKey(), entry.getValue());
    }
  }

  /** Gives what a path declares for all of its operations to each of them. */
  private static void spread(JsonNode path) {
    JsonNode shared = ((ObjectNode) path).remove("parameters");
    if (shared != null) {
      operations(path)
          .forEach(
              each ->
                  shared.forEach(
                      parameter ->
                          ((ObjectNode) each.getValue())
                              .withArray("/parameters")
                              .add(parameter.deepCopy())));
    }
  }

  private static void tag(JsonNode operation, String tag) {
    ((ObjectNode) operation).putArray("tags").add(tag);
  }

  /** What a path declares by method, without what it says of itself. */
  static List<Map.Entry<String, JsonNode>> operations(JsonNode path) {
    return path.properties().stream()
        .filter(each -> Contract.METHODS.contains(each.getKey()))
        .toList();
  }

  /** Resolves shared parameters, so that each operation tells all of its own. */
  private static void complete(
      JsonNode document, JsonNode path, Map.Entry<String, JsonNode> method) {
    JsonNode operation = method.getValue();
    ArrayNode parameters = ((ObjectNode) operation).withArray("/parameters");
    if (!path.has("servers") && Set.of("post", "patch").contains(method.getKey())) {
      parameters.addObject().put("$ref", PARAMETERS + "IdempotencyKey");
    }
    for (int i = 0; i < parameters.size(); i++) {
      String reference = parameters.path(i).path("$ref").asText();
      if (reference.startsWith(PARAMETERS)) {
        String name = reference.substring(PARAMETERS.length());
        parameters.set(i, document.path("components").path("parameters").path(name).deepCopy());
      }
    }
    ObjectNode problem = ((ObjectNode) operation).withObject("/responses/default");
    problem.put("$ref", "#/components/responses/Problem");
  }
}
