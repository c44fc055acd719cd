// SPDX-License-Identifier: Apache-2.0
package org.parley.api.landing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person says to set up a {@link Form}, or to change one. */
public record NewForm(
    @NotBlank
        @Pattern(
            regexp = "[a-z0-9][a-z0-9-]{0,62}",
            message = "must be a-z, 0-9 and hyphens, at most 63 of them")
        @Nullable String slug,
    @NotBlank @Size(max = 200) @Nullable String title,
    @Size(max = 5000) @Nullable String intro,
    @Pattern(
            regexp = "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*",
            message = "must be a language tag such as 'en' or 'de-AT'")
        @Nullable String language,
    @Size(max = 30) @Nullable List<@NotNull @Valid NewField> fields,
    @NotBlank
        @Pattern(
            regexp = "[a-z][a-z0-9-]{0,62}",
            message = "must be a purpose such as 'newsletter': a-z, 0-9 and hyphens")
        @Nullable String purpose,
    @NotBlank @Size(max = 2000) @Nullable String consentText,
    @Size(max = 200) @Nullable String interest,
    @Size(max = 2000) @Nullable String thanks) {
  public NewForm {
    fields = fields == null ? null : Collections.unmodifiableList(fields);
  }

  /** One question. */
  public record NewField(
      @NotBlank
          @Pattern(
              regexp = "[a-z][a-zA-Z0-9]{0,49}",
              message = "must be a name such as 'company': letters and digits")
          @Nullable String name,
      @NotBlank @Size(max = 200) @Nullable String label,
      @Nullable Boolean required) {}
}
