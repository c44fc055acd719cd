// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsNestedObjectsAndLists() {
    assertThat(Json.parse(" {\"a\": [1, {\"b\": true}, []], \"c\": {}} "))
        .isEqualTo(Map.of("a", List.of("1", Map.of("b", "true"), List.of()), "c", Map.of()));
  }

  @Test
  void readsEscapes() {
    assertThat(Json.parse("\"a\\\"b\\\\c\\n\\u00e4\"")).isEqualTo("a\"b\\c\nä");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\"}",
        "[1,]",
        "[1 2]",
        "{\"a\":1,}",
        "\"a",
        "yes",
        "{} {}",
        "\"\\u00\""
      })
  void refusesBrokenText(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheLineOfAnError() {
    assertThatThrownBy(() -> Json.parse("{\n\"a\": 1\n\"b\": 2}"))
        .hasMessage("Unexpected '\"' in line 3");
  }
}
