// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.distribution.BuiltSettings.Setting;

/** docs/configuration.md lists every setting that a bundle of ours takes. */
class SettingsPageIT {
  private static final Path SYSTEM = Path.of("target/system/org/parley");
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final String BEGIN = "<!-- drawn from the bundles: begin -->\n";
  private static final String END = "<!-- drawn from the bundles: end -->\n";

  /** Other rooms read these too; there is one place to set them. */
  private static final String OF_ALL = "org.parley.web";

  private static List<BuiltSettings> bundles = List.of();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(SYSTEM)) {
      bundles =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .sorted()
              .map(BuiltSettings::read)
              .toList();
    }
    assertThat(settings()).extracting(Setting::name).contains("public.url", "retry.tries");
  }

  @Test
  void describesWhateverAComponentTakes() {
    for (BuiltSettings bundle : bundles) {
      assertThat(bundle.described()).extracting(Setting::name).containsAll(bundle.used());
    }
  }

  @Test
  void saysWhatEachSettingMeans() {
    assertThat(settings()).allSatisfy(setting -> assertThat(setting.meaning()).isNotBlank());
  }

  @Test
  void namesEveryVariableOfTheEnvironment() throws IOException {
    Set<String> variables = new TreeSet<>();
    bundles.forEach(bundle -> variables.addAll(bundle.variables()));
    assertThat(variables).contains("PARLEY_DB_PASSWORD", "PARLEY_API_KEY");

    assertThat(Files.readString(PAGE)).contains(variables);
  }

  @Test
  void isDrawnAsItIs() throws IOException {
    String page = Files.readString(PAGE);
    String drawn =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + tables()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("parley.write.docs")) {
      Files.writeString(PAGE, drawn);
    }
    assertThat(PAGE)
        .as("docs/configuration.md is out of date; a command in CONTRIBUTING.md writes it anew")
        .hasContent(drawn);
  }

  private static List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    bundles.forEach(bundle -> all.addAll(bundle.described()));
    Set<String> common = new TreeSet<>();
    all.stream().filter(each -> each.pid().equals(OF_ALL)).forEach(each -> common.add(each.name()));
    all.removeIf(each -> !each.pid().equals(OF_ALL) && common.contains(each.name()));
    all.sort(Comparator.comparing(Setting::pid));
    return all;
  }

  private static String tables() {
    StringBuilder page = new StringBuilder();
    Set<String> pids = new LinkedHashSet<>();
    settings().forEach(setting -> pids.add(setting.pid()));
    for (String pid : pids) {
      page.append("\n### `conf/%s.cfg`%n".formatted(pid))
          .append("| setting | type | default | meaning |\n|---|---|---|---|\n");
      settings().stream()
          .filter(setting -> setting.pid().equals(pid))
          .forEach(setting -> page.append(row(setting)));
    }
    return page.append('\n').toString();
  }

  private static String row(Setting setting) {
    String preset = setting.preset().isEmpty() ? "" : "`" + setting.preset() + "`";
    return "| `%s` | %s | %s | %s |%n"
        .formatted(setting.name(), setting.type(), preset, setting.meaning());
  }
}
