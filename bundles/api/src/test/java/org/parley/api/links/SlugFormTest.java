// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugFormTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "sale", "Sale-2026", "1", "a-b-c"})
  void takesLettersAndDigitsWithSingleHyphensBetween(String text) {
    assertThat(SlugForm.fits(text)).isTrue();
    assertThat(text).matches(SlugForm.REGEXP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "-a", "a-", "a--b", "a_b", "a.b", "a/b", "\u00e4", "\u0661", "a\n"})
  void takesNothingElse(String text) {
    assertThat(SlugForm.fits(text)).isFalse();
    assertThat(text).doesNotMatch(SlugForm.REGEXP);
  }

  @ParameterizedTest
  @ValueSource(ints = {SlugForm.LONGEST, SlugForm.LONGEST + 1})
  void takesNoneThatIsTooLong(int length) {
    assertThat(SlugForm.fits("a".repeat(length))).isEqualTo(length <= SlugForm.LONGEST);
  }
}
