// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to add or change a {@link RoutingRule}; conditions that are left out are met
 * by every lead.
 */
public record NewRoutingRule(
    @NotBlank @Size(max = 200) @Nullable String name,
    @NotNull @Min(0) @Max(1_000_000) @Nullable Integer place,
    @Size(max = 100) @Nullable String country,
    @Size(max = 100) @Nullable String language,
    @Size(max = 200) @Nullable String interest,
    @Size(max = 100) @Nullable String network,
    @Min(-1_000_000) @Max(1_000_000) @Nullable Integer minimumScore,
    @NotEmpty @Size(max = 100) @Nullable List<@NotBlank @Size(max = 200) String> owners,
    @Nullable UUID account) {
  public NewRoutingRule {
    owners = owners == null ? null : Collections.unmodifiableList(owners);
  }
}
