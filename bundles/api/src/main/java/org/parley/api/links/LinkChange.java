// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to change a short link.
 *
 * @param target where it leads from now on: an absolute address, http or https
 * @param title what people call it; none when left out
 * @param expiresAt from when on it no longer answers; never when left out
 */
public record LinkChange(
    @NotBlank
        @Size(max = 2048)
        @Pattern(
            regexp = "(?is)\\s*(https?://.*)?",
            message = "must be an address that begins with http:// or https://")
        @Nullable String target,
    @Size(max = 200) @Nullable String title,
    @Nullable Instant expiresAt) {}
