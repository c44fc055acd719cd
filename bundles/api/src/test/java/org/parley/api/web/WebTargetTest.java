// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.InvalidInput;

class WebTargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://example.org/",
        "https://example.org:8443/a/b;c=1?q=1&r=%20#part",
        "http://127.0.0.1:3000/x",
        "http://[::1]:8080/x",
        "https://example.org/?a[]=1&b=%5B",
        "https://example.org?only=query"
      })
  void keepsAddressesAsTheyAre(String address) {
    assertThat(WebTarget.read("target", address)).isEqualTo(new WebTarget(URI.create(address)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://müller.de/ä?ö=ü#ß | https://xn--mller-kva.de/%C3%A4?%C3%B6=%C3%BC#%C3%9F",
        "https://straße.de | https://xn--strae-oqa.de",
        "https://例え。テスト/x | https://xn--r8jz45g.xn--zckzah/x",
        "HTTPS://Example.ORG/Path | https://example.org/Path",
        "https://example.org/a b|https://example.org/a%20b",
        "https://example.org/100% | https://example.org/100%25",
        "https://example.org/{x}^`\"<> | https://example.org/%7Bx%7D%5E%60%22%3C%3E",
        "https://example.org:/x | https://example.org/x",
        "https://example.org/😀 | https://example.org/%F0%9F%98%80"
      })
  void writesAddressesAsTheyAreSent(String given, String sent) {
    assertThat(WebTarget.read("target", given)).hasToString(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "/page",
        "//example.org/page",
        "javascript:alert(1)",
        "JavaScript://example.org/%0Aalert(1)",
        "data:text/html,hi",
        "ftp://example.org/",
        "mailto:a@example.org",
        "https://",
        "https:///page",
        "https:example.org",
        "https://user@example.org/",
        "https://bank.example@evil.example/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example..org/",
        "https://-a.example/",
        "https://[::1/",
        "https://[zz]/",
        "https://ex%61mple.org/",
        "https://a\u202Eb.example/",
        "https://example.org/\u0000",
        "https://example.org/a\nb",
        "https://example.org/\uD800"
      })
  void refusesWhatNoLinkMayLeadTo(String address) {
    assertThatThrownBy(() -> WebTarget.read("target", address))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> assertThat(refused.violations().get(0).path()).isEqualTo("target"));
  }

  @Test
  void saysWhatIsAcceptedInstead() {
    assertThatThrownBy(() -> WebTarget.read("target", "javascript:alert(1)"))
        .hasMessage(
            "target: 'javascript:alert(1)' begins with 'javascript:'; only http and https are"
                + " accepted");
  }

  @Test
  void refusesWhatIsLongerThanBrowsersSend() {
    String most = "https://example.org/" + "a".repeat(2048 - 20);
    assertThat(WebTarget.read("target", most)).hasToString(most);
    assertThatThrownBy(() -> WebTarget.read("target", most + "a")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> WebTarget.read("target", "https://example.org/" + "ä".repeat(1000)))
        .isInstanceOf(InvalidInput.class);
  }

  @Property(tries = 500)
  void whateverIsReadIsAnAddressThatIsReadTheSameAgain(@ForAll String anything) {
    WebTarget once;
    try {
      once = WebTarget.read("target", "https://example.org/" + anything);
    } catch (InvalidInput refused) {
      Assume.that(false);
      return;
    }
    assertThat(once.address().getHost()).isEqualTo("example.org");
    assertThat(WebTarget.read("target", once.toString())).isEqualTo(once);
  }
}
