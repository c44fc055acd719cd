// SPDX-License-Identifier: Apache-2.0
package org.parley.api.interactions;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Interactions as a program hands them in, all or none of them taken.
 *
 * @param interactions 1 to 1000 of them
 */
public record NewInteractions(
    @NotNull @Size(min = 1, max = 1000)
        @Nullable List<@NotNull @Valid NewInteraction> interactions) {
  public NewInteractions {
    interactions = interactions == null ? null : Collections.unmodifiableList(interactions);
  }
}
