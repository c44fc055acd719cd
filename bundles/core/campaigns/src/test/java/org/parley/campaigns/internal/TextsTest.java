// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void leavesAShortTextAsItIs() {
    assertThat(Texts.shorten(" Spring is here ", 20)).isEqualTo("Spring is here");
  }

  @Test
  void endsWithAWordAndAnEllipsis() {
    assertThat(Texts.shorten("Spring is here at last", 12)).isEqualTo("Spring is…");
  }

  @Test
  void saysNothingWhenNoWordFits() {
    assertThat(Texts.shorten("Donaudampfschifffahrt", 5)).isEmpty();
  }

  @Test
  void measuresAsItIsTold() {
    assertThat(Texts.shorten("aa bb cc", 5, text -> text.length() * 2)).isEmpty();
    assertThat(Texts.shorten("aa bb cc", 6, text -> text.length() * 2)).isEqualTo("aa…");
  }
}
