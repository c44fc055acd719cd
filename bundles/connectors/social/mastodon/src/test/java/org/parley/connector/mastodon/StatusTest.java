// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void isNoMessageThatSaysTheSame() {
    assertThat(stands("direct", null).is(wanted("direct", null))).isTrue();
    assertThat(stands("public", null).is(wanted("direct", null))).isFalse();
    assertThat(stands("direct", null).is(wanted("public", null))).isFalse();
  }

  @Test
  void isNoAnswerToAnythingElse() {
    assertThat(stands("public", "7").is(wanted("public", "7"))).isTrue();
    assertThat(stands("public", "8").is(wanted("public", "7"))).isFalse();
    assertThat(stands("public", null).is(wanted("public", "7"))).isFalse();
    assertThat(stands("public", "7").is(wanted("public", null))).isFalse();
  }

  /** As Mastodon does to what those post whom it has limited. */
  @Test
  void mayBeShownToFewerThanWasAskedFor() {
    assertThat(stands("unlisted", null).is(wanted("public", null))).isTrue();
  }

  private static Status stands(String visibility, @Nullable String answers) {
    return new Status(
        "1", null, "<p>Hi</p>", "2026-11-23T10:00:00Z", visibility, "en", answers, null, null);
  }

  private static Status.New wanted(String visibility, @Nullable String answers) {
    return new Status.New("Hi", answers, List.of(), visibility, "en");
  }
}
