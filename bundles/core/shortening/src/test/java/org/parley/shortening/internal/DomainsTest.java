// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class DomainsTest {
  @Test
  void putsLinksOnThePublicUrlWithoutLinkDomains() {
    Domains domains = new Domains(Settings.of("http://localhost:8080/"), TestRoom.LISTENING);
    assertThat(domains.shortUrl(Domains.MAIN, "spring"))
        .isEqualTo(URI.create("http://localhost:8080/spring"));
    assertThat(domains.named("localhost")).isEqualTo(Domains.MAIN);
    assertThat(domains.named("192.0.2.7")).isEqualTo(Domains.MAIN);
  }

  @Test
  void putsNewLinksOnTheFirstLinkDomain() {
    Domains domains =
        new Domains(
            Settings.of("https://hub.example.org", "go.example.org", "http://x.example:81"),
            TestRoom.LISTENING);
    assertThat(domains.shortUrl(Domains.MAIN, "spring"))
        .isEqualTo(URI.create("https://go.example.org/spring"));
    assertThat(domains.shortUrl("x.example", "spring"))
        .isEqualTo(URI.create("http://x.example:81/spring"));
    assertThat(domains.named("GO.example.org")).isEqualTo(Domains.MAIN);
    assertThat(domains.named("X.example")).isEqualTo("x.example");
    assertThat(domains.find("y.example")).isEmpty();
  }

  @Test
  void isReachedWhereItListensUnlessToldOtherwise() {
    Domains domains = new Domains(Settings.of(" "), "http://localhost:31000");
    assertThat(domains.shortUrl(Domains.MAIN, "spring"))
        .isEqualTo(URI.create("http://localhost:31000/spring"));
    assertThat(domains.isOwn(URI.create("http://localhost:31000/f/offer"))).isTrue();
  }

  @Test
  void readsALineOfDomainsFromAFile() {
    Domains domains =
        new Domains(Settings.of("", "go.example.org, x.example,"), "http://a.example");
    assertThat(domains.find("go.example.org")).contains(Domains.MAIN);
    assertThat(domains.find("x.example")).contains("x.example");
    assertThat(domains.find("")).isEmpty();
  }

  @Test
  void answersOnThePublicUrlForTheMainDomain() {
    Domains domains =
        new Domains(Settings.of("https://hub.example.org", "go.example.org"), TestRoom.LISTENING);
    assertThat(domains.find("hub.example.org")).contains(Domains.MAIN);
    assertThat(domains.isOwn(URI.create("https://hub.example.org:443/f/offer"))).isTrue();
    assertThat(domains.isOwn(URI.create("http://hub.example.org/f/offer"))).isFalse();
  }

  @Test
  void showsLinksOfALostDomainOnTheMainOne() {
    Domains domains = new Domains(Settings.of("https://hub.example.org"), TestRoom.LISTENING);
    assertThat(domains.shortUrl("gone.example", "spring"))
        .isEqualTo(URI.create("https://hub.example.org/spring"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://example.org", "https://example.org/path", "https://"})
  void blamesTheAdministratorForOtherAddresses(String publicUrl) {
    assertThatThrownBy(() -> new Domains(Settings.of(publicUrl), TestRoom.LISTENING))
        .isInstanceOfSatisfying(
            ParleyException.class, refused -> assertThat(refused.fault()).isEqualTo(Fault.SETTINGS))
        .hasMessageStartingWith("Setting 'public.url' is '" + publicUrl + "'");
  }
}
