// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every built bundle of ours against the rooms of docs/architecture.md, and writes
 * docs/bundles.md from them.
 */
class HouseRulesIT {
  private static final Path SYSTEM = Path.of("target/system/org/parley");
  private static final Path REPORT = Path.of("../docs/bundles.md");

  private static List<BuiltBundle> bundles = List.of();

  @BeforeAll
  static void readManifests() throws IOException {
    try (Stream<Path> files = Files.walk(SYSTEM)) {
      bundles =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(BuiltBundle::read)
              .sorted((a, b) -> a.name().compareTo(b.name()))
              .toList();
    }
    assertThat(bundles).extracting(BuiltBundle::name).contains("org.parley.api");
  }

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatItsRoomMay() {
    return bundles.stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.name(), () -> assertThat(Room.of(bundle).refuses(bundle)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> exportsNothingOfOursUnlessItIsTheApi() {
    return bundles.stream()
        .filter(bundle -> !bundle.name().equals("org.parley.api"))
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.name(),
                    () ->
                        assertThat(bundle.exports())
                            .noneMatch(exported -> exported.startsWith("org.parley"))));
  }

  @TestFactory
  Stream<DynamicTest> namesNoTableOfAnotherRoom() {
    return bundles.stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.name(),
                    () -> assertThat(bundle.mentions(tablesOfOthers(bundle))).isEmpty()));
  }

  @Test
  void isDrawnAsItIs() throws IOException {
    String drawn = BundleReport.draw(bundles);
    if (Boolean.getBoolean("parley.write.docs")) {
      Files.writeString(REPORT, drawn);
    }
    assertThat(REPORT)
        .as("docs/bundles.md is out of date; a command in CONTRIBUTING.md writes it anew")
        .hasContent(drawn);
  }

  private static Set<String> tablesOfOthers(BuiltBundle bundle) {
    Set<String> tables = new TreeSet<>();
    bundles.stream()
        .filter(other -> !other.equals(bundle))
        .forEach(other -> tables.addAll(other.tables()));
    return tables;
  }
}
