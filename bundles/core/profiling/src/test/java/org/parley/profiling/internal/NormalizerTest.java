// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.profiles.Identifier.Kind;

class NormalizerTest {
  private final Normalizer normalizer = new Normalizer(new WeakAddresses(), new PhoneNumbers());

  @ParameterizedTest
  @CsvSource({
    "EMAIL, ' Ada@Example.ORG ', , ada@example.org",
    "EMAIL, ada.lovelace+news@example.org, , ada.lovelace+news@example.org",
    "EMAIL, ADA@BÜCHER.example, , ada@xn--bcher-kva.example",
    "EMAIL, jürgen@example.org, , jürgen@example.org",
    "PHONE, +44 (0)20 7946 0018, , +442079460018",
    "PHONE, 0049 30 123456, , +4930123456",
    "PHONE, tel:+1-201-555-0123, , +12015550123",
    "HANDLE, @Ada.Example.ORG, bluesky, ada.example.org",
    "HANDLE, @Ada@Mastodon.Example, Mastodon, ada@mastodon.example",
    "HANDLE, did:plc:ABCdef, bluesky, did:plc:ABCdef",
    "HANDLE, UCabcdefghijABCDEFGHIJ12, youtube, UCabcdefghijABCDEFGHIJ12",
    "CRM, 0031x00000AbC, , 0031x00000AbC",
    "VISITOR, Abc-123_x, , Abc-123_x"
  })
  void bringsIdentifiersIntoTheirOneForm(
      Kind kind, String given, @Nullable String network, String kept) {
    assertThat(normalize(kind, given, network)).isInstanceOf(Normal.Good.class);
    assertThat(pointer(kind, given, network).value()).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "NULL", "undefined", "n/a", "-", "0", " ", "(not set)", "[object Object]"})
  void refusesWhatStandsForNobody(String junk) {
    for (Kind kind : Kind.values()) {
      assertThat(normalize(kind, junk, "bluesky"))
          .isInstanceOfSatisfying(
              Normal.Bad.class, bad -> assertThat(bad.field()).isEqualTo("value"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@@example.org",
        "a da@example.org",
        ".ada@example.org",
        "ada..l@example.org",
        "ada@-example.org",
        "ada@example..org",
        "ada@[127.0.0.1]",
        "ada@example.123",
        "<ada@example.org>",
        "ada@exam ple.org",
        "ada\u0000@example.org"
      })
  void refusesWhatNoMailReaches(String address) {
    assertThat(normalize(Kind.EMAIL, address, null)).isInstanceOf(Normal.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"030 123456", "12", "+", "phone", "+999 1234567890123456"})
  void refusesNumbersWithoutACountry(String number) {
    assertThat(normalize(Kind.PHONE, number, null))
        .isEqualTo(
            new Normal.Bad(
                "value",
                "'"
                    + number
                    + "' is no phone number in international form such as +44 20 7946 0018"));
  }

  @Test
  void wantsTheNetworkOfAHandle() {
    assertThat(normalize(Kind.HANDLE, "ada", null))
        .isEqualTo(new Normal.Bad("network", "is needed for a handle, such as 'bluesky'"));
    assertThat(normalize(Kind.HANDLE, "@null", "bluesky")).isInstanceOf(Normal.Bad.class);
    assertThat(normalize(Kind.HANDLE, "ada", "blue sky")).isInstanceOf(Normal.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info@acme.example",
        "Sales+eu@acme.example",
        "null@acme.example",
        "test@acme.example",
        "no-reply@acme.example",
        "ada@mailinator.com",
        "ada@sub.mailinator.com"
      })
  void knowsAddressesThatManyShare(String address) {
    assertThat(pointer(Kind.EMAIL, address, null).weak()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@acme.example", "information@acme.example", "infante@example.com"})
  void takesOtherAddressesForOnePersons(String address) {
    assertThat(pointer(Kind.EMAIL, address, null).weak()).isFalse();
  }

  private Normal normalize(Kind kind, String value, @Nullable String network) {
    return normalizer.normalize(kind, value, Optional.ofNullable(network), true);
  }

  private Pointer pointer(Kind kind, String value, @Nullable String network) {
    return ((Normal.Good) normalize(kind, value, network)).pointer();
  }
}
