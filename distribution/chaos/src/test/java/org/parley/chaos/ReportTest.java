// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Report report = new Report();

  @Test
  void saysAtItsEndWhatWasSkipped() {
    report.add(new Outcome(List.of(new Struck("kill", "`kill -9`")), new Findings(), ""));
    assertThat(report.toString()).contains("| kill | `kill -9` |").doesNotContain("Skipped");

    report.skip("full-disk", "it needs root");
    report.skip("sync-order", "it needs strace");
    assertThat(report.toString())
        .endsWith("\nSkipped: full-disk (it needs root), sync-order (it needs strace)\n");
  }

  @Test
  void saysHowMuchAFaultHasDone() {
    Struck struck = new Struck("power-loss", "`kill -9`");
    struck.extent("7 writes undone");
    report.add(new Outcome(List.of(struck), new Findings(), ""));
    assertThat(report.toString()).contains("| power-loss | `kill -9`: 7 writes undone |");
  }
}
