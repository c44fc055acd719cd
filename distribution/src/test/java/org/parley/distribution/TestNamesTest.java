// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no plugin looks for runs in no build, and so never fails. */
class TestNamesTest {
  private static final List<Path> ROOTS =
      List.of(Path.of("../bundles"), Path.of("../distribution"));
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern TEST =
      Pattern.compile(
          "(?m)^ +@(Test|TestTemplate|TestFactory|ParameterizedTest|RepeatedTest|Property|Example)\\b");
  private static final Pattern ABSTRACT = Pattern.compile("(?m)^(public )?abstract class ");

  private static final List<Source> SOURCES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    for (Path root : ROOTS) {
      Files.walkFileTree(root, new Reader());
    }
    assertThat(SOURCES).extracting(Source::name).contains("TestNamesTest");
  }

  @Test
  void arePickedUpByAPlugin() {
    assertThat(SOURCES)
        .filteredOn(source -> source.holdsTests() && !source.isAbstract())
        .allMatch(Source::isPickedUp, "is named XTest, or XIT where failsafe runs");
  }

  @Test
  void arePickedUpByAPluginWhereTheyAreInherited() {
    assertThat(SOURCES)
        .filteredOn(source -> source.holdsTests() && source.isAbstract())
        .allMatch(TestNamesTest::hasHeir, "has an heir that a plugin picks up");
  }

  private static boolean hasHeir(Source base) {
    Pattern heir = Pattern.compile("class \\w+ extends " + base.name() + "\\b");
    return SOURCES.stream()
        .anyMatch(source -> source.isPickedUp() && heir.matcher(source.text()).find());
  }

  /** One file below {@code src/test/java}. */
  private record Source(Path module, String name, String text) {
    boolean holdsTests() {
      return TEST.matcher(text).find();
    }

    boolean isAbstract() {
      return ABSTRACT.matcher(text).find();
    }

    /** By the names that surefire and failsafe look for unless told otherwise. */
    boolean isPickedUp() {
      return name.endsWith("Test") && !pom().contains("<skip>true</skip>")
          || name.endsWith("IT")
              && pom().contains("<artifactId>maven-failsafe-plugin</artifactId>");
    }

    private String pom() {
      try {
        return Files.readString(module.resolve("pom.xml"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return module + " " + name;
    }
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (folder.endsWith("target")) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Path tests = folder.resolve(TESTS);
      if (Files.isDirectory(tests)) {
        read(folder, tests);
      }
      return FileVisitResult.CONTINUE;
    }

    private static void read(Path module, Path tests) throws IOException {
      try (var files = Files.walk(tests)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          SOURCES.add(new Source(module, name, Files.readString(file)));
        }
      }
    }
  }
}
