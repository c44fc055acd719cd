// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.connectors.TextUnit;

class TextLengthTest {
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
    assertThat(TextLength.of(text, unit, OptionalInt.empty())).isEqualTo(length);
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

      assertThat(TextLength.of(text, TextUnit.GRAPHEMES, OptionalInt.empty()))
          .as(line)
          .isEqualTo(characters);
      samples++;
    }
    assertThat(samples).isEqualTo(602);
  }

  @Test
  void countsEveryLinkAlikeWhereTheNetworkDoes() {
    String text = "Read https://p.example/a-rather-long-address-of-a-page?x=1, now.";

    assertThat(TextLength.of(text, TextUnit.CODE_POINTS, OptionalInt.of(23)))
        .isEqualTo("Read ".length() + 23 + ", now.".length());
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = requireNonNull(TextLengthTest.class.getResourceAsStream(resource))) {
      String whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return whole.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
