// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to register a {@link Site}.
 *
 * @param origin of the site's pages
 * @param name what people call it; its origin where it is missing
 */
public record NewSite(
    @NotBlank @Size(max = 300) @Nullable String origin,
    @Size(min = 1, max = 200) @Nullable String name) {}
