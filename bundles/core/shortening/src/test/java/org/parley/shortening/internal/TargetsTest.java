// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.InvalidInput;

class TargetsTest {
  private final Targets targets =
      new Targets(
          new Domains(
              Settings.of("https://hub.example.org", "go.example.org"), TestRoom.LISTENING));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://go.example.org/spring",
        "https://GO.example.org/spring/",
        "https://go.example.org:443/spring?x=1",
        "https://hub.example.org/spring"
      })
  void refusesToLeadToAShortLink(String loop) {
    assertThatThrownBy(() -> targets.read("target", loop))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("itself a short link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hub.example.org",
        "https://hub.example.org/f/offer",
        "https://hub.example.org/console",
        "https://hub.example.org:8443/spring",
        "https://example.org/spring"
      })
  void leadsToAnythingElse(String target) {
    assertThat(targets.read("target", target)).isEqualTo(URI.create(target));
  }

  @ParameterizedTest
  @CsvSource({
    "https://hub.example.org/f/offer, https://hub.example.org/f/offer?pl=spring",
    "https://hub.example.org/f/offer?a=1&b=%26#top, https://hub.example.org/f/offer?a=1&b=%26&pl=spring#top",
    "https://hub.example.org/f/offer?pl=other&a=1, https://hub.example.org/f/offer?a=1&pl=spring",
    "https://hub.example.org, https://hub.example.org/?pl=spring"
  })
  void tellsOwnPagesByWhichLinkSomebodyArrives(URI target, URI address) {
    assertThat(targets.address(target, "spring")).isEqualTo(address);
  }

  @Test
  void asksForOtherPagesAsTheyWereGiven() {
    URI elsewhere = URI.create("https://example.org/page?a=1");
    assertThat(targets.address(elsewhere, "spring")).isEqualTo(elsewhere);
  }
}
