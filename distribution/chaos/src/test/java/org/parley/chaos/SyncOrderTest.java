// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyncOrderTest {
  private static final Map<String, String> TARGETS = Map.of("abc12", "https://fern.example/1.");
  private static final String LOG = "57</h/db/log/log3.dat>";
  private static final String WRITE = "11 write(" + LOG + ", \"..\\1{abc12}\", 300) = 300";
  private static final String ANSWER =
      "12 write(80<socket:[3]>, \"HTTP/1.1 302 Found\\r\\nLocation: https://fern.example/1.\", 90) = 90";

  @Test
  void acceptsAnAnswerAfterASynchronousWrite() {
    assertThat(judge(Set.of(57), WRITE, ANSWER).isClean()).isTrue();
  }

  @Test
  void refusesAnAnswerBeforeIt() {
    assertThat(judge(Set.of(57), ANSWER, WRITE).missing()).hasSize(1);
  }

  @Test
  void refusesAWriteThatNothingMadeDurable() {
    assertThat(judge(Set.of(), WRITE, ANSWER).missing()).hasSize(1);
  }

  @Test
  void acceptsASyncInBetween() {
    String sync = "11 fdatasync(" + LOG + ") = 0";
    assertThat(judge(Set.of(), WRITE, sync, ANSWER).isClean()).isTrue();
    assertThat(judge(Set.of(), sync, WRITE, ANSWER).missing()).hasSize(1);
    assertThat(judge(Set.of(), WRITE, ANSWER, sync).missing()).hasSize(1);
  }

  /** Another thread's call comes between its begin and its end. */
  @Test
  void knowsWhenAWriteEnds() {
    String begun = "11 write(" + LOG + ", \"{abc12}\", 300 <unfinished ...>";
    String ended = "11 <... write resumed>) = 300";
    assertThat(judge(Set.of(57), begun, ended, ANSWER).isClean()).isTrue();
    assertThat(judge(Set.of(57), begun, ANSWER, ended).missing()).hasSize(1);
  }

  @Test
  void countsNoWriteThatFailed() {
    String failed = "11 write(" + LOG + ", \"{abc12}\", 300) = -1 EIO (Input/output error)";
    assertThat(judge(Set.of(57), failed, ANSWER).missing()).hasSize(1);
  }

  @Test
  void countsNoOtherFile() {
    String other = WRITE.replace("log3.dat", "log.ctrl");
    assertThat(judge(Set.of(57), other, ANSWER).missing()).hasSize(1);
  }

  private static Findings judge(Set<Integer> synchronous, String... lines) {
    return SyncOrder.judge(TARGETS, List.of(lines), synchronous);
  }
}
