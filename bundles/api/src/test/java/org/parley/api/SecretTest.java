// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
  record Settings(String name, Secret token) {}

  @Test
  void isNeverPrintedWithTheRecordThatHoldsIt() {
    assertThat(new Settings("shop", new Secret("s3cr3t")).toString())
        .doesNotContain("s3cr3t")
        .contains("***");
  }
}
