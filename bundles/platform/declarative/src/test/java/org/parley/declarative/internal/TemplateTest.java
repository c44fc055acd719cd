// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Map<String, Object> DOCUMENT =
      Map.of("name", "O'Brien", "n", 7, "x", 1e15, "yes", true, "item", Map.of("id", "a b/c"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain | plain",
        "$5 {and} } | $5 {and} }",
        "Hello ${name}! | Hello O'Brien!",
        "${n}${yes} | 7true",
        "${x} | 1000000000000000",
        "${{\"a\": {\"b\": \"}\"}}.a.b} | }",
        "${\"\\\"}\"} | \"}",
        "${item} | {\"id\":\"a b/c\"}"
      })
  void fillsItsHoles(String text, String filled) throws Exception {
    assertThat(Template.of(text).fill(DOCUMENT)).contains(filled);
  }

  @Test
  void isNotThereWhereAValueIsNot() throws Exception {
    assertThat(Template.of("a ${nobody} b").fill(DOCUMENT)).isEmpty();
    assertThat(Template.of("a ${nobody} b").say(DOCUMENT)).isEqualTo("a … b");
  }

  @Test
  void escapesWhatFillsAHoleAndNothingElse() throws Exception {
    assertThat(Template.of("/a b/${item.id}").fill(DOCUMENT, Asking::escape))
        .contains("/a b/a%20b%2Fc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"${open | end with '}'", "${} | empty", "${a b} | Is no"})
  void saysWhatIsWrongWithAHole(String text, String message) {
    assertThatThrownBy(() -> Template.of(text))
        .isInstanceOf(BadExpression.class)
        .hasMessageContaining(message);
  }
}
