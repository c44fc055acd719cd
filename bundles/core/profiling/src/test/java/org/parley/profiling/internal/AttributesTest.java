// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  @Test
  void knowsWhatPeopleCallAttributes() {
    assertThat(Attributes.in(Map.of("profile.Full-Name", " Ada ", "name", "paper.pdf")))
        .containsExactly(Map.entry("name", "Ada"));
  }

  @Test
  void takesWhatIsMarkedAsOneUnderItsOwnName() {
    assertThat(
            Attributes.in(
                Map.of("profile.favouriteRose", "Gloire de Dijon", "profile.full_name", "Ada")))
        .containsExactly(Map.entry("favouriteRose", "Gloire de Dijon"), Map.entry("name", "Ada"));
  }

  @Test
  void leavesOutWhatIsBlankOrCannotBeAName() {
    assertThat(Attributes.in(Map.of("profile.company", " ", "profile.<b>", "x"))).isEmpty();
  }
}
