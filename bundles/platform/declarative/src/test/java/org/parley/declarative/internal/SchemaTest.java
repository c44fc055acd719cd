// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.parley.connector.Connector;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schema that editors use and the checks of the engine agree: one is held against the other.
 * The manifests of the tests say what further systems ask of the language.
 */
class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path BUNDLES = Path.of("../..");

  private final JsonSchema schema;

  SchemaTest() throws IOException {
    try (InputStream text = Connector.class.getResourceAsStream("connector.schema.json")) {
      JsonNode tree = JSON.readTree(text);
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);
    }
  }

  @TestFactory
  Stream<DynamicTest> takesEveryManifestOfOurs() throws IOException {
    return manifests().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () -> {
                      String text = Files.readString(file);
                      assertThat(schema.validate(tree(text))).isEmpty();
                      assertThat(problems(text)).isEmpty();
                      assertThat(ReadManifest.read(text, name -> exchange -> {})).isNotNull();
                      assertThat(text.lines()).hasSizeLessThanOrEqualTo(150);
                    }));
  }

  /** Fields renamed, dropped, or holding something else: both must say so, or neither. */
  @Test
  void isOfOneMindWithTheEngineOnWhatIsBroken() throws IOException {
    var random = new Random(4711);
    for (Path file : manifests()) {
      for (int i = 0; i < 150; i++) {
        Object broken =
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        breakSomething(broken, random);
        String text = JSON.writeValueAsString(broken); // JSON is YAML, too
        boolean taken = schema.validate(tree(text)).isEmpty();
        List<Problem> problems = problems(text);
        boolean shapely = problems.stream().noneMatch(problem -> isOfShape(problem.message()));
        assertThat(shapely).as("%s%n%s", text, problems).isEqualTo(taken);
      }
    }
  }

  /** The others are those of expressions and spans, which editors do not read. */
  private static boolean isOfShape(String message) {
    return Stream.of(
            "Is no expression",
            "Is an empty expression",
            "Has a hole",
            "There is no setting",
            "Is no regular expression")
        .noneMatch(message::startsWith);
  }

  @SuppressWarnings("unchecked")
  private static void breakSomething(Object tree, Random random) {
    Object at = tree;
    while (true) {
      if (at instanceof Map<?, ?> any && !any.isEmpty()) {
        Map<Object, Object> fields = (Map<Object, Object>) any;
        Object name = List.copyOf(fields.keySet()).get(random.nextInt(fields.size()));
        Object value = fields.get(name);
        boolean inner = value instanceof Map<?, ?> || value instanceof List<?>;
        if (inner && random.nextInt(4) > 0) {
          at = value;
          continue;
        }
        switch (random.nextInt(4)) {
          case 0 -> fields.remove(name);
          case 1 -> fields.put(name + "x", fields.remove(name));
          case 2 -> fields.put(name, List.of(List.of()));
          default -> fields.put(name, Map.of("strange", 1));
        }
        return;
      }
      if (!(at instanceof List<?> items) || items.isEmpty()) {
        return;
      }
      at = items.get(random.nextInt(items.size()));
    }
  }

  private static List<Problem> problems(String text) {
    List<Problem> problems = new ArrayList<>();
    ReadYaml.read(text, problems).ifPresent(part -> Shape.check(part, problems));
    return problems;
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLES)) {
      return files
          .filter(
              file ->
                  file.endsWith(Path.of("src/main/resources", ManifestConnector.PLACE))
                      || file.resolveSibling("").endsWith("src/test/resources/manifests"))
          .sorted()
          .toList();
    }
  }
}
