// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.profiles.Identifier.Kind;

class IdentifierTest {
  @Test
  void keepsWhatIsSaidOfOneAddressUnderOneKey() {
    String key = key(Kind.EMAIL, "ada@xn--mller-kva.example");

    assertThat(key(Kind.EMAIL, " Ada@Müller.example")).isEqualTo(key);
    assertThat(key(Kind.EMAIL, "ada@müller.EXAMPLE ")).isEqualTo(key);
    assertThat(key(Kind.EMAIL, "bob@müller.example")).isNotEqualTo(key);
    assertThat(key(Kind.HANDLE, "ada@xn--mller-kva.example")).isNotEqualTo(key);
  }

  @Test
  void hasAKeyForWhatIsNoAddress() {
    assertThat(key(Kind.EMAIL, "a@" + ".".repeat(300))).hasSize(32);
    assertThat(key(Kind.EMAIL, "")).hasSize(32);
  }

  @Test
  void doesNotGiveTheValueAway() {
    assertThat(key(Kind.VISITOR, "Abc")).doesNotContainIgnoringCase("abc");
    assertThat(key(Kind.VISITOR, "Abc")).isNotEqualTo(key(Kind.VISITOR, "abc"));
  }

  private static String key(Kind kind, String value) {
    return new Identifier(kind, value, Optional.empty(), false).partitionKey();
  }

  @Test
  void writesHandlesInOneForm() {
    assertThat(Identifier.handle("bluesky", " @Ada.Example.ORG ").value())
        .isEqualTo("ada.example.org");
    assertThat(Identifier.handle("bluesky", "did:plc:AbC").value()).isEqualTo("did:plc:AbC");
    assertThat(Identifier.handle("youtube", "UCabcdefghijklmnopqrstuV").value())
        .isEqualTo("UCabcdefghijklmnopqrstuV");
    assertThat(Identifier.handle("mastodon", "@ada@example.org").partitionKey())
        .isEqualTo(Handle.of("mastodon", "Ada@example.org").identifier().partitionKey());
  }
}
