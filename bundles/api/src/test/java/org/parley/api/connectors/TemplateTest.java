// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class TemplateTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "instance", "https://a.example/sub", "shop", "a/b?c", "key", "id:se:cret", "app.id", "x");
  private static final Function<String, Optional<String>> KNOWN =
      name -> Optional.ofNullable(VALUES.get(name));

  @Test
  void fillsAnAddress() {
    assertThat(Template.of("{instance}/oauth/token").address(KNOWN))
        .isEqualTo(URI.create("https://a.example/sub/oauth/token"));
  }

  @Test
  void letsNoValueBreakOutOfItsPlace() {
    assertThat(Template.of("https://v.example/{shop}/token?c={app.id}").address(KNOWN))
        .isEqualTo(URI.create("https://v.example/a%2Fb%3Fc/token?c=x"));
    assertThatThrownBy(() -> Template.of("https://{shop}.v.example/token").address(KNOWN))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("no host");
  }

  @Test
  void keepsSecretsOutOfItsComplaints() {
    assertThatThrownBy(() -> Template.of("{app.id}/token?s={key}").address(KNOWN))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("{app.id}/token")
        .hasMessageNotContaining("se:cret")
        .hasNoCause();
    assertThatThrownBy(() -> Template.of("{key}/ /{app.id}").address(KNOWN))
        .hasMessageNotContaining("cret");
  }

  @Test
  void takesAKeyOfTwoPartsApart() {
    assertThat(Template.of("{key#1} and {key#2}").fill(KNOWN)).isEqualTo("id and se:cret");
  }

  @Test
  void namesItsGaps() {
    assertThat(Template.of("{b}{a#1}/{b}").names()).containsExactly("b", "a");
  }

  @Test
  void saysWhichSettingIsMissing() {
    assertThatThrownBy(() -> Template.of("{nobody}").fill(KNOWN))
        .isInstanceOfSatisfying(
            ParleyException.class, failure -> assertThat(failure.fault()).isEqualTo(Fault.SETTINGS))
        .hasMessageContaining("'nobody'");
  }

  @Test
  void refusesBracesThatAreNoGap() {
    assertThatThrownBy(() -> Template.of("{a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Template.of("a}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Template.of("{a b}")).isInstanceOf(IllegalArgumentException.class);
  }
}
