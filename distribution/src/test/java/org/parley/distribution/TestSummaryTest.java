// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {
  private static final FileTime EPOCH = FileTime.fromMillis(0);

  @TempDir Path folder;

  private TestSummary summaryOf(String cases, String... accepted) throws IOException {
    Path reports = Files.createDirectories(folder.resolve("module/target/surefire-reports"));
    Files.writeString(reports.resolve("TEST-a.B.xml"), "<testsuite>" + cases + "</testsuite>");
    TestSummary summary = new TestSummary(List.of(accepted));
    summary.readAll(folder, EPOCH);
    return summary;
  }

  @Test
  void countsOnItsLastLine() throws IOException {
    TestSummary summary =
        summaryOf(
            "<testcase classname='a.B' name='one'/><testcase classname='a.B' name='two'/>"
                + "<testcase classname='a.B' name='three'><failure message='bad&#10;worse'>at</failure></testcase>"
                + "<testcase classname='a.B' name='four'><error/></testcase>"
                + "<testcase classname='a.B' name='five'><skipped message='no database'/></testcase>");

    assertThat(summary.text(false).lines())
        .endsWith("2 passed, 2 failed, 1 skipped")
        .contains("  - a.B#three", "      bad", "  - a.B#five", "      no database");
    assertThat(summary.isGood(false)).isFalse();
  }

  @Test
  void saysWhichAssumptionFailed() throws IOException {
    String trace =
        "org.opentest4j.TestAbortedException: Assumption failed: NGINX is not installed\n\tat a.B";

    assertThat(
            summaryOf(
                    "<testcase classname='a.B' name='one'><skipped><![CDATA["
                        + trace
                        + "]]></skipped></testcase>")
                .text(false)
                .lines())
        .contains("  - a.B#one", "      NGINX is not installed");
  }

  @Test
  void isNotGoodWhenNothingRan() throws IOException {
    assertThat(summaryOf("").isGood(false)).isFalse();
  }

  @Test
  void refusesUnexpectedSkipsOnlyWhenStrict() throws IOException {
    String cases =
        "<testcase classname='a.B' name='one'/>"
            + "<testcase classname='a.B' name='two'><skipped message='no browser'/></testcase>";

    assertThat(summaryOf(cases).isGood(false)).isTrue();
    assertThat(summaryOf(cases).isGood(true)).isFalse();
    assertThat(summaryOf(cases, "a.B#*").isGood(true)).isTrue();
    assertThat(summaryOf(cases, "a.B#two").isGood(true)).isTrue();
    assertThat(summaryOf(cases, "a.B#tw").isGood(true)).isFalse();
  }

  @Test
  void leavesOutReportsOfEarlierRuns() throws IOException {
    summaryOf("<testcase classname='a.B' name='one'/>");
    TestSummary summary = new TestSummary(List.of());
    summary.readAll(folder, FileTime.fromMillis(System.currentTimeMillis() + 60_000));

    assertThat(summary.text(false)).isEqualTo("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void warnsInCiWhenItTookTooLong() {
    Duration long25 = Duration.ofMinutes(25).plusSeconds(1);

    assertThat(TestSummary.took(long25, false)).isEqualTo("It took 25 minutes 1 seconds");
    assertThat(TestSummary.took(long25.minusSeconds(1), true)).startsWith("It took 25 minutes");
    assertThat(TestSummary.took(long25, true))
        .startsWith("WARNING: It took")
        .contains("at most 25");
  }

  @Test
  void readsPatternsWithoutCommentsAndReasons() {
    assertThat(TestSummary.accepted(List.of("# why", "", "a.B#*   there may be no browser")))
        .containsExactly("a.B#*");
  }
}
