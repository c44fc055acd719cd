// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), List.of("start", "deploy"));
  }

  @Test
  void tellsTheCommandThatDoesTheSameAgain() {
    Options options = parse("deploy", "--rounds", "3", "--quick");

    assertThat(options.names()).containsExactly("deploy");
    assertThat(options.command("deploy")).isEqualTo("./parley bench deploy --rounds 3 --quick");
  }

  @Test
  void takesMinutesForTheSoakAloneWhichIsNotAmongAll() {
    List<String> known = List.of("start", "soak");

    assertThat(Options.parse(List.of("soak", "--minutes", "5"), known).command("soak"))
        .isEqualTo("./parley bench soak --minutes 5");
    assertThat(Options.parse(List.of("all"), known).names()).containsExactly("start");
  }

  @Test
  void takesSizes() {
    Options options = parse("deploy", "--sizes", "10,200");

    assertThat(options.sizes()).containsExactly(10, 200);
    assertThat(options.command("deploy")).isEqualTo("./parley bench deploy --sizes 10,200");
  }

  @Test
  void takesAllOfThem() {
    assertThat(parse("all").names()).containsExactly("start", "deploy");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> parse("fly")).hasMessageContaining("'fly' is unknown");
    assertThatThrownBy(() -> parse("start", "--rounds", "0")).hasMessageContaining("'0'");
    assertThatThrownBy(() -> parse("--quick")).hasMessageContaining("Name a benchmark");
  }
}
