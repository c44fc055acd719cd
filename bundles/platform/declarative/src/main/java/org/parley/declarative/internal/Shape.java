// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.parley.connector.Connector;
import org.parley.declarative.internal.Part.Kind;

/**
 * Holds a manifest against its schema, with messages for whoever writes it. It knows the words of
 * JSON schema that our schema uses and no others.
 */
final class Shape {
  private static final String SCHEMA = "connector.schema.json";
  private static final JsonNode ROOT = readSchema();

  private final Values values;
  private final List<Problem> problems;

  private Shape(Values values, List<Problem> problems) {
    this.values = values;
    this.problems = problems;
  }

  /**
   * @param problems to be added to
   */
  static void check(Part manifest, List<Problem> problems) {
    Set<String> settings = manifest.group("settings").keySet();
    new Shape(new Values(settings, problems), problems).check(manifest, ROOT);
  }

  private static JsonNode readSchema() {
    try (InputStream schema = Connector.class.getResourceAsStream(SCHEMA)) {
      return new JsonMapper().readTree(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(Part part, JsonNode rule) {
    JsonNode resolved = resolve(rule);
    if (!isOfType(part, resolved)) {
      return;
    }
    switch (part.kind()) {
      case FIELDS -> checkFields(part, resolved);
      case LIST -> checkItems(part, resolved);
      default -> values.check(part, resolved);
    }
  }

  private static JsonNode resolve(JsonNode rule) {
    JsonNode reference = rule.get("$ref");
    return reference == null ? rule : resolve(ROOT.at(reference.asText().substring(1)));
  }

  private boolean isOfType(Part part, JsonNode rule) {
    List<String> types = texts(rule.path("type"));
    String own = part.kind().schemaType();
    boolean fits =
        types.isEmpty() || types.contains(own) || own.equals("integer") && types.contains("number");
    if (!fits) {
      add(part, "Is " + part.kind().words() + "; it must be " + inWords(types) + hint(part, types));
    }
    return fits;
  }

  private static String inWords(List<String> types) {
    return Stream.of(Kind.values())
        .filter(kind -> types.contains(kind.schemaType()))
        .map(Kind::words)
        .findFirst()
        .orElse("something else");
  }

  private static String hint(Part part, List<String> types) {
    return part.kind() == Kind.FIELDS && types.contains("string")
        ? ", and a text that begins with { stands in quotes"
        : "";
  }

  private void checkFields(Part part, JsonNode rule) {
    part.fields().forEach((name, field) -> checkField(part, name, field, rule));
    for (String needed : texts(rule.path("required"))) {
      if (!part.has(needed)) {
        add(part, "'" + needed + "' is missing" + meaning(rule.path("properties").path(needed)));
      }
    }
    checkChoice(part, rule.path("oneOf"), true);
    checkChoice(part, rule.path("anyOf"), false);
    int size = part.fields().size();
    String known = String.join(", ", names(rule.path("properties")));
    if (size < rule.path("minProperties").asInt(0)) {
      add(part, known.isEmpty() ? "Is empty" : "Is empty; it holds one of " + known);
    }
    if (size > rule.path("maxProperties").asInt(Integer.MAX_VALUE)) {
      add(part, "Holds " + size + " of " + known + "; it must be one");
    }
  }

  private void checkField(Part part, String name, Part field, JsonNode rule) {
    JsonNode known = rule.path("properties").path(name);
    JsonNode others = rule.path("additionalProperties");
    if (!known.isMissingNode()) {
      check(field, known);
    } else if (others.isObject()) {
      checkName(part, name, rule.path("propertyNames").path("pattern").asText(""));
      check(field, others);
    } else if (others.isBoolean()) {
      problems.add(new Problem(nameOf(part, name), unknown(name, names(rule.path("properties")))));
    }
  }

  private void checkName(Part part, String name, String pattern) {
    if (!pattern.isEmpty() && !name.matches(pattern)) {
      String message = "'" + name + "' is no name; it must match " + pattern;
      problems.add(new Problem(nameOf(part, name), message));
    }
  }

  private static Place nameOf(Part part, String name) {
    return part.names().getOrDefault(name, part.place());
  }

  private static String unknown(String name, Set<String> known) {
    return Spelling.nearest(name, known)
        .map(near -> "There is no '" + name + "' here; did you mean '" + near + "'?")
        .orElse("There is no '" + name + "' here; known are " + String.join(", ", known));
  }

  /** Of these groups of fields exactly one, or at least one, is given. */
  private void checkChoice(Part part, JsonNode groups, boolean exactly) {
    List<String> choices = new ArrayList<>();
    groups.forEach(group -> choices.addAll(texts(group.path("required"))));
    long given = choices.stream().filter(part::has).count();
    String all = String.join(", ", choices);
    if (!choices.isEmpty() && given == 0) {
      add(part, "One of " + all + " is missing");
    } else if (exactly && given > 1) {
      add(part, "Only one of " + all + " may be given");
    }
  }

  private void checkItems(Part part, JsonNode rule) {
    if (part.items().size() < rule.path("minItems").asInt(0)) {
      add(part, "Is an empty list");
    }
    JsonNode each = rule.path("items");
    if (!each.isMissingNode()) {
      part.items().forEach(item -> check(item, each));
    }
  }

  private static String meaning(JsonNode property) {
    String meaning = property.path("description").asText("");
    return meaning.isEmpty() ? "" : "; it says: " + meaning.replaceAll("\\.$", "");
  }

  private void add(Part part, String message) {
    problems.add(new Problem(part.place(), message));
  }

  static List<String> texts(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList()
        : node.isMissingNode() ? List.of() : List.of(node.asText());
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
