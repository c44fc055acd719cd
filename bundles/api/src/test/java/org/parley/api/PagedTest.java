// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagedTest {
  @Test
  void pointsToTheNextPageWhenThereIsMore() {
    Paged<String> page = Paged.of(List.of("a", "b", "c"), PageRequest.first(2), item -> item);

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(page.next()).contains("b");
  }

  @Test
  void endsWhenNothingIsLeft() {
    assertThat(Paged.of(List.of("a", "b"), PageRequest.first(2), item -> item).next()).isEmpty();
  }

  @Test
  void refusesALimitOutsideItsBounds() {
    assertThatThrownBy(() -> PageRequest.first(0)).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> PageRequest.first(201)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void refusesACursorThatNoListingGave() {
    assertThatThrownBy(() -> new PageRequest(10, Optional.of("x")).below())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cursor");
  }
}
