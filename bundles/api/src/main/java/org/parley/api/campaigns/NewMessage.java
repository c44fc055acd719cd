// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to add a message to a campaign.
 *
 * @param title its headline
 * @param text what it says, plain text; the title alone when left out
 * @param target the page that it leads to, http or https
 * @param image a picture to show with it
 * @param language a BCP 47 tag; the campaign's when left out
 */
public record NewMessage(
    @NotBlank @Size(max = 300) @Nullable String title,
    @Size(max = 20_000) @Nullable String text,
    @NotNull @Nullable URI target,
    @Nullable URI image,
    @Pattern(
            regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*",
            message = "must be a language tag such as 'en' or 'de-AT'")
        @Nullable String language) {}
