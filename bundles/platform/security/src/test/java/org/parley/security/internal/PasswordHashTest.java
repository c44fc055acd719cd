// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.api.Secret;

class PasswordHashTest {
  private final PasswordHash hash = new PasswordHash(1000);
  private final Secret password = new Secret("correct horse");

  @Test
  void knowsThePasswordAgain() {
    String kept = hash.hash(password);

    assertThat(hash.matches(password, kept)).isTrue();
    assertThat(hash.matches(new Secret("correct horsE"), kept)).isFalse();
    assertThat(kept).startsWith("pbkdf2-sha512:1000:").doesNotContain("horse");
    assertThat(hash.hash(password)).isNotEqualTo(kept);
  }

  @Test
  void knowsPasswordsThatWereKeptWithFewerRounds() {
    String kept = new PasswordHash(500).hash(password);

    assertThat(hash.matches(password, kept)).isTrue();
    assertThat(hash.isOld(kept)).isTrue();
    assertThat(hash.isOld(hash.hash(password))).isFalse();
  }
}
