// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final List<String> KNOWN = List.of("kill", "clock");

  @Test
  void readsAll() {
    Options options =
        Options.parse(
            List.of("all", "--rounds", "3", "--seed", "7", "--minutes", "2", "--write"), KNOWN);
    assertThat(options.names()).containsExactly("kill", "clock");
    assertThat(options.write()).isTrue();
    assertThat(options.plan(25)).isEqualTo(new Plan(3, Duration.ofMinutes(2), 7));
  }

  @Test
  void takesTheUsualRounds() {
    assertThat(Options.parse(List.of("kill"), KNOWN).plan(25).rounds()).isEqualTo(25);
  }

  @Test
  void namesWhatThereIs() {
    assertThatThrownBy(() -> Options.parse(List.of("fire"), KNOWN))
        .hasMessageContaining("'fire' is unknown; there are kill, clock, all");
    assertThatThrownBy(() -> Options.parse(List.of(), KNOWN)).hasMessageContaining("kill, clock");
    assertThatThrownBy(() -> Options.parse(List.of("kill", "--rounds", "0"), KNOWN))
        .hasMessageContaining("--rounds is '0'");
  }
}
