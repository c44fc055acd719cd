// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The document that a running hub hands out, and whether what passes keeps to it. */
final class OpenApi {
  static final String BASE = "/api/v1";
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String HOME = "https://parley.example/openapi.json";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> outside = new ArrayList<>();
  private final JsonSchemaFactory schemas;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  OpenApi(String text) throws IOException {
    document = MAPPER.readTree(text);
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          List<Operation> where = path.getValue().has("servers") ? outside : operations;
          where.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
        }
      }
    }
    operations.sort(Comparator.comparing(operation -> operation.path().contains("{")));
    schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(iri -> iri.equals(HOME) ? text : null)));
  }

  /** One operation of the document. */
  record Operation(String method, String path, JsonNode node) {
    String id() {
      return node.path("operationId").asText();
    }

    String verb() {
      return method.toUpperCase(Locale.ROOT);
    }

    boolean hasBody() {
      return node.has("requestBody");
    }

    boolean wantsVersion() {
      return parameters("header").stream()
          .anyMatch(header -> header.path("name").asText().equals("If-Match"));
    }

    List<JsonNode> parameters(String in) {
      List<JsonNode> found = new ArrayList<>();
      node.path("parameters").forEach(found::add);
      found.removeIf(parameter -> !parameter.path("in").asText().equals(in));
      return found;
    }

    private boolean matches(String verb, String asked) {
      String[] parts = path.split("/");
      String[] given = asked.split("/");
      boolean same = method.equalsIgnoreCase(verb) && parts.length == given.length;
      for (int i = 0; same && i < parts.length; i++) {
        same = parts[i].startsWith("{") || parts[i].equals(given[i]);
      }
      return same;
    }

    private String pointer() {
      return "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
    }
  }

  JsonNode document() {
    return document;
  }

  /** Those below /api/v1. */
  List<Operation> operations() {
    return operations;
  }

  Operation get(String id) {
    return operations.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  /** The schema of an operation's body. */
  JsonNode body(Operation operation) {
    return resolve(operation.node().at("/requestBody/content/application~1json/schema"));
  }

  /** A schema itself instead of a reference to it, and the sort of value instead of its absence. */
  JsonNode resolve(JsonNode schema) {
    JsonNode found = schema;
    while (found.has("$ref") || found.has("anyOf")) {
      found =
          found.has("$ref")
              ? document.at(found.path("$ref").asText().substring(1))
              : found.path("anyOf").path(0);
    }
    return found;
  }

  /** What of a body the document does not allow. */
  Set<ValidationMessage> faults(Operation operation, JsonNode body) {
    return validate(operation.pointer() + "/requestBody/content/application~1json/schema", body);
  }

  /** Fails unless the document allows the request, if it was taken, and the answer. */
  void check(Sent sent, HttpResponse<String> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() >= 400) {
      checkProblem(sent, answer, type);
      return;
    }
    if (sent.method().equals("OPTIONS") || answer.statusCode() == 304) {
      return;
    }
    Operation operation = find(sent);
    if (operation.hasBody()) {
      assertThat(faults(operation, MAPPER.readTree(sent.body())))
          .as("%s was taken with %s", operation.id(), sent.body())
          .isEmpty();
    }
    String responses = operation.pointer() + "/responses/" + answer.statusCode();
    assertThat(document.at(responses).isObject()).as("%s is documented", responses).isTrue();
    checkHeaders(document.at(responses).path("headers"), answer, responses);
    if (sent.method().equals("HEAD") || answer.statusCode() == 204) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    JsonNode content = document.at(responses).path("content");
    assertThat(content.has(type)).as("%s of %s", type, responses).isTrue();
    if (type.equals("application/json")) {
      String pointer = responses + "/content/application~1json/schema";
      assertThat(validate(pointer, MAPPER.readTree(answer.body())))
          .as("%s answered %s", operation.id(), answer.body())
          .isEmpty();
    }
  }

  /** What is declared is there, and of what clients build on nothing is there undeclared. */
  private static void checkHeaders(
      JsonNode declared, HttpResponse<String> answer, String responses) {
    Set<String> names = new TreeSet<>(List.of("ETag", "Location"));
    declared.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      assertThat(answer.headers().firstValue(name).isPresent())
          .as("%s of %s is there as declared", name, responses)
          .isEqualTo(declared.has(name));
    }
  }

  /** What was sent, as far as the document speaks of it. */
  record Sent(String method, String path, byte[] body) {}

  private void checkProblem(Sent sent, HttpResponse<String> answer, String type)
      throws IOException {
    assertThat(type).as("%s: %s", sent.path(), answer.body()).isEqualTo("application/problem+json");
    if (sent.method().equals("HEAD")) {
      return;
    }
    JsonNode problem = MAPPER.readTree(answer.body());
    assertThat(validate("/components/schemas/Problem", problem)).as(answer.body()).isEmpty();
    assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
    assertThat(problem.path("trace").asText())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElse(""));
  }

  private Operation find(Sent sent) {
    String verb = sent.method().equals("HEAD") ? "GET" : sent.method();
    boolean inside = sent.path().startsWith(BASE);
    String path = inside ? sent.path().substring(BASE.length()) : sent.path();
    return (inside ? operations : outside)
        .stream()
            .filter(operation -> operation.matches(verb, path))
            .findFirst()
            .orElseThrow(() -> new AssertionError(sent + " was answered and is not documented"));
  }

  private Set<ValidationMessage> validate(String pointer, JsonNode value) {
    return schemas.getSchema(SchemaLocation.of(HOME + "#" + pointer), config).validate(value);
  }
}
