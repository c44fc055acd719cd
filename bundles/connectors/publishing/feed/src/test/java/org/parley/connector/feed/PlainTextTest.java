// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void leavesOutTagsScriptsAndComments() {
    assertThat(PlainText.of("<p>A <b>rose</b><script>x()</script><!-- no --> &amp; more</p>"))
        .isEqualTo("A rose & more");
  }

  @Test
  void keepsWhatOnlyLooksLikeATag() {
    assertThat(PlainText.of("1 < 2 and a <b")).isEqualTo("1 < 2 and a <b");
  }

  /** Without a bound this takes minutes, as each opening looks for its end to the end of all. */
  @Test
  void isNotHeldUpByOpeningsWithoutEnd() {
    assertThat(PlainText.of("<script ".repeat(600_000))).isNotEmpty();
    assertThat(PlainText.of("<a".repeat(2_000_000))).isNotEmpty();
  }
}
