// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The connector guide shows what is compiled and tested, and nothing else. */
class GuideTest {
  private static final Path GUIDE = Path.of("../../../docs/connectors.md");
  private static final Path SOURCES = Path.of("../example-connector");

  /** A block of code, with the place that it comes from in the comment before it. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- from: (?<file>\\S+?)(?:#(?<region>\\S+))? -->\n"
              + ")?```(?<kind>\\w+)\n"
              + "(?<code>.*?)```",
          Pattern.DOTALL);

  @Test
  void showsTheCodeThatIsTested() throws IOException {
    String guide = Files.readString(GUIDE);
    String fresh = BLOCK.matcher(guide).replaceAll(block -> Matcher.quoteReplacement(drawn(block)));
    if (Boolean.getBoolean("parley.write.docs")) {
      Files.writeString(GUIDE, fresh);
    }
    assertThat(GUIDE)
        .as("docs/connectors.md is out of date; a command in CONTRIBUTING.md writes it anew")
        .hasContent(fresh);
  }

  @Test
  void showsNoCodeOfItsOwn() throws IOException {
    List<String> unproven =
        BLOCK
            .matcher(Files.readString(GUIDE))
            .results()
            .filter(block -> block.group(1) == null)
            .map(MatchResult::group)
            .toList();

    assertThat(unproven).isEmpty();
  }

  private static String drawn(MatchResult block) {
    String file = block.group(1);
    if (file == null) {
      return block.group();
    }
    String region = block.group(2);
    String mark = region == null ? file : file + "#" + region;
    return "<!-- from: " + mark + " -->\n```" + block.group(3) + "\n" + code(file, region) + "```";
  }

  private static String code(String file, @Nullable String region) {
    try {
      String text = Files.readString(SOURCES.resolve(file));
      return region == null ? text : between(text, region);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String between(String text, String region) {
    Matcher found =
        Pattern.compile(
                "^ *(?://|#) \\[%1$s]\n(.*?)^ *(?://|#) \\[/%1$s]$".formatted(region),
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(text);
    assertThat(found.find()).as("A region '%s'", region).isTrue();
    return found.group(1).stripTrailing().stripIndent() + "\n";
  }
}
