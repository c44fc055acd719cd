// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parley.api.Paged;
import org.parley.console.internal.Concern.Need;

class ConcernTest {
  @Test
  void saysThatThereAreMoreThanWereLookedUp() {
    assertThat(told(Locale.ENGLISH, 0, false)).isEmpty();
    assertThat(told(Locale.ENGLISH, 1, false)).contains("One lead has no owner");
    assertThat(told(Locale.ENGLISH, 50, false)).contains("50 leads have no owner");
    assertThat(told(Locale.ENGLISH, 50, true)).contains("50+ leads have no owner");
    assertThat(told(Locale.GERMAN, 50, true)).contains("50+ Leads haben keinen Zuständigen");
  }

  private static Optional<String> told(Locale language, int many, boolean more) {
    Optional<String> next = more ? Optional.of("cursor") : Optional.empty();
    Paged<Integer> found = new Paged<>(Collections.nCopies(many, 1), next);
    return Need.count(new Words(language), "leads.need", found, "/console/leads").map(Need::text);
  }
}
