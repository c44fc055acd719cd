// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenSecretsTest {
  @Test
  void takesNothingAndWhatIsLong() {
    assertThatCode(() -> GivenSecrets.check(Map.of())).doesNotThrowAnyException();
    assertThatCode(
            () ->
                GivenSecrets.check(
                    Map.of(
                        "PARLEY_ADMIN_PASSWORD",
                        "twelve chars",
                        "PARLEY_API_KEY",
                        "key-0123456789")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "secret", "eleven char", "aaaaaaaaaaaaaaaa", "1212121212121212"})
  void refusesWhatCouldBeGuessedAndDoesNotRepeatIt(String weak) {
    for (String name : new String[] {"PARLEY_ADMIN_PASSWORD", "PARLEY_API_KEY"}) {
      assertThatThrownBy(() -> GivenSecrets.check(Map.of(name, weak)))
          .isInstanceOf(LaunchException.class)
          .hasMessageStartingWith(name)
          .satisfies(
              refused -> {
                if (!weak.isBlank()) {
                  org.assertj.core.api.Assertions.assertThat(refused.getMessage())
                      .doesNotContain(weak);
                }
              });
    }
  }
}
