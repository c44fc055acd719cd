// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document and the handlers are two sides of one thing. */
class EveryOperationTest {
  private static final String TAG = "/responses/200/headers/ETag";
  private static final Pattern IMPLEMENTATION =
      Pattern.compile("<implementation class=\"([^\"]+)\"");

  private final Contract contract = new Parts(Json.mapper()).assemble(List.of());

  @Test
  void everyOperationHasOneHandlerAndEveryHandlerAnOperation() throws Exception {
    List<String> handled = new ArrayList<>(List.of("getContract"));
    for (Resource resource : resources()) {
      handled.addAll(resource.operations().keySet());
    }

    assertThat(handled)
        .containsExactlyInAnyOrderElementsOf(
            contract.operations().stream().map(Operation::id).toList());
  }

  @Test
  void everyOperationSaysWhoMayCallIt() {
    for (Operation operation : contract.operations()) {
      boolean said = operation.open() || node(operation).has("x-roles");
      assertThat(said).as("x-roles of %s; [] is for administrators alone", operation.id()).isTrue();
    }
  }

  @Test
  void everyChangeIsNotedInTheAuditLog() {
    List<String> unnoted =
        contract.operations().stream()
            .filter(operation -> !operation.method().equals("GET"))
            .filter(operation -> !operation.deed().matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*"))
            .map(Operation::id)
            .toList();

    assertThat(unnoted).as("what people did is kept as such").containsExactly("acceptInteractions");
  }

  @Test
  void everyChangeNamesTheVersionThatItReplaces() {
    List<Operation> changes =
        contract.operations().stream()
            .filter(operation -> Set.of("PUT", "PATCH").contains(operation.method()))
            .toList();

    assertThat(changes).hasSizeGreaterThan(5);
    for (Operation change : changes) {
      assertThat(node(change).path("parameters").findValuesAsText("name"))
          .as("parameters of %s", change.id())
          .contains("If-Match");
      assertThat(node(change).at(TAG).isObject()).as("ETag of %s", change.id()).isTrue();
      assertThat(contract.operations())
          .filteredOn(read -> read.method().equals("GET") && isOf(read.path(), change.path()))
          .as("where the version that %s replaces is read", change.id())
          .isNotEmpty()
          .allMatch(read -> node(read).at(TAG).isObject());
    }
  }

  /** A thing itself, or that of which a part is changed. */
  private static boolean isOf(String read, String changed) {
    return read.equals(changed) || changed.matches(Pattern.quote(read) + "/[^/{]+");
  }

  private JsonNode node(Operation operation) {
    return contract
        .document()
        .at("/paths/" + operation.path().replace("/", "~1"))
        .path(operation.method().toLowerCase(Locale.ROOT));
  }

  /** What else reaches outside follows the commit; these must before they can answer. */
  @Test
  void onlyTestsAndTheBusAreCarriedOutOutsideATransaction() {
    assertThat(contract.operations())
        .filteredOn(Operation::outside)
        .extracting(Operation::id)
        .containsExactlyInAnyOrder("testAccount", "acceptInteractions");
  }

  /** What is only referred to would not be checked. */
  @Test
  void everyParameterOfAnAddressIsDescribedWhereItIsRead() {
    assertThat(contract.operations())
        .flatExtracting(Operation::query)
        .isNotEmpty()
        .noneMatch(parameter -> parameter.schema().has("$ref"));
  }

  @Test
  void everyOperationHasASummary() {
    assertThat(contract.operations()).allMatch(operation -> !operation.summary().isBlank());
  }

  private static List<Resource> resources() throws Exception {
    List<Resource> found = new ArrayList<>();
    for (Path file : components()) {
      String xml = Files.readString(file);
      if (xml.contains("<provide interface=\"" + Resource.class.getName() + "\"")) {
        var matcher = IMPLEMENTATION.matcher(xml);
        assertThat(matcher.find()).as("%s", file).isTrue();
        found.add((Resource) make(Class.forName(matcher.group(1))));
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static List<Path> components() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/classes/OSGI-INF"))) {
      return files.filter(file -> file.toString().endsWith(".xml")).toList();
    }
  }

  /** A resource whose services nobody will call. */
  private static Object make(Class<?> type) {
    Constructor<?> constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .min(java.util.Comparator.comparingInt(Constructor::getParameterCount))
            .orElseThrow();
    Object[] services =
        Arrays.stream(constructor.getParameterTypes()).map(EveryOperationTest::silent).toArray();
    constructor.trySetAccessible();
    try {
      return constructor.newInstance(services);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object silent(Class<?> service) {
    if (!service.isInterface()) {
      return make(service);
    }
    return Proxy.newProxyInstance(
        service.getClassLoader(),
        new Class<?>[] {service},
        (proxy, method, arguments) -> fail("'%s' is called too early".formatted(method)));
  }
}
