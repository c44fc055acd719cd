// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.parley.api.security.Role;

/** The one OpenAPI document, and which operation of it a request asks for. */
final class Contract {
  static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final ObjectNode document;
  private final List<Operation> operations;
  private final List<PathTemplate> templates;

  Contract(ObjectNode document) {
    this.document = document;
    this.operations = read(document);
    this.templates =
        operations.stream()
            .map(Operation::path)
            .distinct()
            .map(PathTemplate::new)
            .sorted(Comparator.comparingInt(PathTemplate::parameters))
            .toList();
  }

  ObjectNode document() {
    return document;
  }

  List<Operation> operations() {
    return operations;
  }

  /**
   * The operation for a path below /api/v1.
   *
   * @throws Refused when there is no such path, or not for this method
   */
  Operation.Match match(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    PathTemplate template = template(path);
    Map<String, String> parts = template.match(path).orElseThrow();
    return of(template)
        .filter(operation -> operation.method().equals(asked))
        .findFirst()
        .map(operation -> new Operation.Match(operation, parts))
        .orElseThrow(() -> notAllowed(method, path));
  }

  /**
   * The methods that a path knows, as the Allow header lists them.
   *
   * @throws Refused when there is no such path
   */
  String allowed(String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    of(template(path)).map(Operation::method).forEach(methods::add);
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }

  private PathTemplate template(String path) {
    return templates.stream()
        .filter(template -> template.match(path).isPresent())
        .findFirst()
        .orElseThrow(() -> new Refused(404, "There is nothing at this address"));
  }

  private Stream<Operation> of(PathTemplate template) {
    return operations.stream().filter(operation -> operation.path().equals(template.text()));
  }

  private Refused notAllowed(String method, String path) {
    String allowed = allowed(path);
    return new Refused(
        405,
        "Method '%s' is not for this address; %s are".formatted(method, allowed),
        Map.of("Allow", allowed));
  }

  /** Those below /api/v1: a path with servers of its own is served by others. */
  private static List<Operation> read(JsonNode document) {
    List<Operation> found = new ArrayList<>();
    for (var path : document.path("paths").properties()) {
      if (!path.getValue().has("servers")) {
        Parts.operations(path.getValue()).stream()
            .map(each -> operation(path.getKey(), each.getKey(), each.getValue(), document))
            .forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Operation operation(String path, String method, JsonNode node, JsonNode document) {
    return new Operation(
        node.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        node.path("summary").asText(),
        roles(node),
        node.path("security").isArray() && node.path("security").isEmpty(),
        node.path("requestBody").path("content").properties().stream()
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()),
        query(node, document),
        new Operation.Traits(
            node.path("x-outside").asBoolean(),
            node.path("x-secret").asBoolean(),
            node.path("x-audit").asText()));
  }

  private static Set<Role> roles(JsonNode node) {
    Set<Role> roles = new LinkedHashSet<>();
    node.path("x-roles")
        .forEach(role -> roles.add(Role.valueOf(role.asText().toUpperCase(Locale.ROOT))));
    return roles;
  }

  private static List<Parameter> query(JsonNode node, JsonNode document) {
    return StreamSupport.stream(node.path("parameters").spliterator(), false)
        .filter(parameter -> parameter.path("in").asText().equals("query"))
        .map(
            parameter ->
                new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("required").asBoolean(),
                    resolved(parameter.path("schema"), document)))
        .toList();
  }

  private static JsonNode resolved(JsonNode schema, JsonNode document) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }
}
