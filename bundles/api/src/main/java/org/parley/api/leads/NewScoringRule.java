// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to add or change a {@link ScoringRule}: either an interaction, or an attribute
 * with its value.
 */
public record NewScoringRule(
    @NotBlank @Size(max = 200) @Nullable String name,
    @Size(max = 100) @Nullable String interaction,
    @Size(max = 100) @Nullable String attribute,
    @Size(max = 200) @Nullable String value,
    @NotNull @Min(-1000) @Max(1000) @Nullable Integer points,
    @Min(0) @Max(3650) @Nullable Integer halfLifeDays) {}
