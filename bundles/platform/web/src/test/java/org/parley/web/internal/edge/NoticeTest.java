// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeTest {
  @ParameterizedTest
  @EnumSource
  void speaksBothLanguages(Notice notice) {
    assertThat(page(notice, "en")).contains("<html lang=\"en\">");
    assertThat(page(notice, "de")).contains("<html lang=\"de\">");
    assertThat(page(notice, "de").replace("lang=\"de\"", "lang=\"en\""))
        .isNotEqualTo(page(notice, "en"));
  }

  @Test
  void saysItInGerman() {
    assertThat(page(Notice.UNKNOWN, "de-AT,de;q=0.9,en;q=0.8"))
        .contains("<h1>Hier ist nichts</h1>", "<title>Hier ist nichts</title>");
  }

  @ParameterizedTest
  @CsvSource({"'fr, de;q=0.5', de", "'en-GB, de', en", "fr, en", "*, en", "';;=', en", ", en"})
  void choosesWhatTheVisitorWouldRatherRead(String asked, String spoken) {
    assertThat(Notice.language(asked)).isEqualTo(Locale.forLanguageTag(spoken));
  }

  private static String page(Notice notice, String language) {
    return new String(notice.page(language), UTF_8);
  }
}
