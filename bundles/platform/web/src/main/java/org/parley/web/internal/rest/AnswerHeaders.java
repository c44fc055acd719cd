// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Declares the headers of answers that follow from what operations are: what was made has a
 * Location, and what can be edited an ETag wherever it is shown.
 */
final class AnswerHeaders {
  private static final String A_THING = "/\\{[^/]+\\}";

  /** The paths that take an If-Match. */
  private final Set<String> edited = new HashSet<>();

  AnswerHeaders(JsonNode paths) {
    for (var path : paths.properties()) {
      if (Parts.operations(path.getValue()).stream()
          .anyMatch(operation -> wantsVersion(operation.getValue()))) {
        edited.add(path.getKey());
      }
    }
  }

  private static boolean wantsVersion(JsonNode operation) {
    return StreamSupport.stream(operation.path("parameters").spliterator(), false)
        .anyMatch(parameter -> parameter.path("name").asText().equals("If-Match"));
  }

  void declare(String path, String method, JsonNode operation) {
    JsonNode responses = operation.path("responses");
    if (responses.get("201") instanceof ObjectNode made) {
      declare(made, "Location", "Where it is");
      if (isEditedBelow(path, A_THING)) {
        declareTag(made);
      }
    }
    boolean shown =
        method.equals("get") && (edited.contains(path) || isEditedBelow(path, "/[^{]+"));
    if (responses.get("200") instanceof ObjectNode answer && (shown || wantsVersion(operation))) {
      declareTag(answer);
    }
  }

  private boolean isEditedBelow(String path, String rest) {
    return edited.stream()
        .anyMatch(each -> each.startsWith(path) && each.substring(path.length()).matches(rest));
  }

  private static void declareTag(ObjectNode response) {
    declare(response, "ETag", "Its version, for If-Match");
  }

  private static void declare(ObjectNode response, String name, String description) {
    ObjectNode header = response.withObject("/headers/" + name);
    header.put("description", description).put("required", true);
    header.putObject("schema").put("type", "string");
  }
}
