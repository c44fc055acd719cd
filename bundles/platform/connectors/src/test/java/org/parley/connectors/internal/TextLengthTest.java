// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
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

  @Test
  void countsEveryLinkAlikeWhereTheNetworkDoes() {
    String text = "Read https://p.example/a-rather-long-address-of-a-page?x=1, now.";

    assertThat(TextLength.of(text, TextUnit.CODE_POINTS, OptionalInt.of(23)))
        .isEqualTo("Read ".length() + 23 + ", now.".length());
  }
}
