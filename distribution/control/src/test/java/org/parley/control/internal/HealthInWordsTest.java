// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.api.control.Health.Part;
import org.parley.api.control.Health.Report;

class HealthInWordsTest {
  private static final Part BUS = new Part("bus", "ok", List.of());

  @Test
  void saysThatAllIsWell() {
    assertThat(HealthInWords.of(new Report("ready", List.of(BUS)))).isEqualTo("ready");
  }

  @Test
  void namesWhatIsNotWellAndWhy() {
    var database = new Part("database", "critical", List.of("jdbc:derby is offline"));

    assertThat(HealthInWords.of(new Report("failing", List.of(BUS, database))))
        .isEqualTo("failing: database is critical (jdbc:derby is offline)");
  }

  @Test
  void namesWhatIsMissing() {
    var keys = new Part("keys", "missing", List.of());

    assertThat(HealthInWords.of(new Report("starting", List.of(BUS, keys))))
        .isEqualTo("starting: keys is missing");
  }
}
