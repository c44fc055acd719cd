// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to set up a campaign, or to change one.
 *
 * @param name what people call it
 * @param goal what it is to reach; none when left out
 * @param language a BCP 47 tag; {@code en} when left out
 * @param accounts where its messages are posted; none when left out
 * @param feed the followed feed whose new items become its messages; none when left out
 * @param mailing the consent purpose whose audience it is mailed to; not mailed when left out
 * @param automatic whether messages go out as drafted; not when left out
 */
public record NewCampaign(
    @NotBlank @Size(max = 200) @Nullable String name,
    @Size(max = 2000) @Nullable String goal,
    @Pattern(
            regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*",
            message = "must be a language tag such as 'en' or 'de-AT'")
        @Nullable String language,
    @Size(max = 100) @Nullable List<@NotNull UUID> accounts,
    @Nullable UUID feed,
    @Pattern(
            regexp = "[a-z][a-z0-9-]{0,62}",
            message = "must be a purpose such as 'newsletter': a-z, 0-9 and hyphens")
        @Nullable String mailing,
    @Nullable Boolean automatic) {
  public NewCampaign {
    accounts = accounts == null ? null : java.util.Collections.unmodifiableList(accounts);
  }
}
