// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class TextLengthTest {
  /** What the counting that this hub does not use takes for one character each. */
  private static final Pattern PICTOGRAPHS =
      Pattern.compile(
          "[\\u2190-\\u2BFF\\u3030\\u303D\\u3297\\u3299\\uFE0F\\u200D\\x{1F000}-\\x{1FFFF}]");

  @ParameterizedTest
  @CsvSource({
    "Hello, WEIGHTED, 5",
    "故人西辞, WEIGHTED, 8",
    "👨‍👩‍👧‍👦, WEIGHTED, 2",
    "Hi http://test.co, WEIGHTED, 26",
    "see example.com now, WEIGHTED, 31",
    "👨‍👩‍👧‍👦, GRAPHEMES, 1",
    "👋🏽, GRAPHEMES, 1",
    "🇩🇪🇫🇷, GRAPHEMES, 2",
    "é, GRAPHEMES, 1",
    "नमस्ते, GRAPHEMES, 3",
    "👋🏽, CODE_POINTS, 2",
    "👋🏽, UTF16, 4",
    "👋🏽, BYTES, 8",
    "Grüße, BYTES, 7"
  })
  void countsAsTheNetworkDoes(String text, TextUnit unit, int length) {
    assertThat(TextLength.of(text, unit, TextRules.NONE)).isEqualTo(length);
  }

  /** Unicode's own samples, in which ÷ stands at every end of a character and × where none is. */
  @Test
  void countsCharactersAsUnicodeDoes() throws IOException {
    int samples = 0;
    for (String line : lines("GraphemeBreakTest.txt")) {
      String text =
          Pattern.compile("[0-9A-F]{4,6}")
              .matcher(line)
              .results()
              .map(code -> Character.toString(Integer.parseInt(code.group(), 16)))
              .collect(joining());
      int characters = (int) line.chars().filter(sign -> sign == '÷').count() - 1;

      assertThat(TextLength.of(text, TextUnit.GRAPHEMES, TextRules.NONE))
          .as(line)
          .isEqualTo(characters);
      samples++;
    }
    assertThat(samples).isEqualTo(602);
  }

  /** The conformance set of twitter-text, by its authors. */
  @Test
  void weighsAsXDoes() throws IOException {
    int samples = 0;
    for (String suite :
        List.of(
            "WeightedTweetsCounterTest",
            "WeightedTweetsWithDiscountedEmojiCounterTest",
            "UnicodeDirectionalMarkerCounterTest")) {
      for (Map<?, ?> sample : samples(suite)) {
        String text = String.valueOf(sample.get("text"));
        boolean withoutDiscount = suite.equals("WeightedTweetsCounterTest");
        if (withoutDiscount && PICTOGRAPHS.matcher(text).find()) {
          continue;
        }
        Map<?, ?> expected = (Map<?, ?>) requireNonNull(sample.get("expected"));
        assertThat(TextLength.of(text, TextUnit.WEIGHTED, TextRules.NONE))
            .as("%s", sample.get("description"))
            .isEqualTo(expected.get("weightedLength"));
        samples++;
      }
    }
    assertThat(samples).isGreaterThan(30);
  }

  @Test
  void countsEveryLinkAlikeWhereTheNetworkDoes() {
    String text = "Read https://example.org/a-rather-long-address-of-a-page?x=1, now.";

    assertThat(TextLength.of(text, TextUnit.CODE_POINTS, TextRules.NONE.linkCounts(23)))
        .isEqualTo("Read ".length() + 23 + ", now.".length());
  }

  @Test
  void leavesTheHostOfMentionsOutWhereTheNetworkDoes() {
    var rules = TextRules.NONE.linkCounts(23).mentionCountsName();

    assertThat(TextLength.of("Hi @ada@example.org!", TextUnit.GRAPHEMES, rules))
        .isEqualTo("Hi @ada!".length());
    assertThat(TextLength.of("mail ada@example.org", TextUnit.GRAPHEMES, rules))
        .isEqualTo("mail ada@example.org".length());
    assertThat(TextLength.of("https://example.org/@ada@example.net", TextUnit.GRAPHEMES, rules))
        .isEqualTo(23);
  }

  private static List<Map<?, ?>> samples(String suite) throws IOException {
    try (InputStream in = resource("twitter-text-validate.yml")) {
      var whole = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      var tests = (Map<?, ?>) requireNonNull(whole.get("tests"));
      return ((List<?>) requireNonNull(tests.get(suite)))
          .stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = resource(resource)) {
      String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return whole.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static InputStream resource(String name) {
    return requireNonNull(TextLengthTest.class.getResourceAsStream(name));
  }
}
