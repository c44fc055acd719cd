// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to make a short link.
 *
 * @param target where it leads: an absolute address, http or https
 * @param slug the last part of its address: 2 to 64 letters a to z, digits and hyphens; generated
 *     when left out
 * @param domain one of the hub's link domains; the main one when left out
 * @param title what people call it
 * @param expiresAt from when on it no longer answers; never when left out
 */
public record NewLink(
    @NotBlank
        @Size(max = 2048)
        @Pattern(
            regexp = "(?is)\\s*(https?://.*)?",
            message = "must be an address that begins with http:// or https://")
        @Nullable String target,
    @Size(min = 2, max = SlugForm.LONGEST)
        @Pattern(
            regexp = SlugForm.REGEXP,
            message = "must be letters a to z, digits and single hyphens between them")
        @Nullable String slug,
    @Size(max = 253) @Nullable String domain,
    @Size(max = 200) @Nullable String title,
    @Nullable Instant expiresAt) {}
