// SPDX-License-Identifier: Apache-2.0
package org.parley.api.interactions;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One interaction as a program hands it in.
 *
 * @param id the caller's own id for it, so that a repetition is recognised; the hub makes one when
 *     left out
 * @param type what was done as {@code <noun>.<past participle>}, such as {@code purchase.made}
 * @param at when it was done; now when left out
 * @param identifiers what points at the person; an interaction without any is counted and not
 *     remembered
 * @param data what else is known: text, numbers, true or false by name; what is nested is kept
 *     under names joined by dots, such as {@code amount.currency}
 */
public record NewInteraction(
    @Size(min = 1, max = 200) @Nullable String id,
    @NotBlank
        @Pattern(
            regexp = "[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*",
            message = "must be words joined by dots such as 'purchase.made'")
        @Size(max = 64)
        @Nullable String type,
    @Nullable Instant at,
    @Size(max = 20) @Nullable List<@NotNull @Valid NewIdentifier> identifiers,
    @Size(max = 100) @Nullable Map<String, Object> data) {
  public NewInteraction {
    identifiers = identifiers == null ? null : Collections.unmodifiableList(identifiers);
    data = data == null ? null : Collections.unmodifiableMap(data);
  }

  /**
   * An identifier as a program hands it in.
   *
   * @param kind what it is
   * @param value as people write it; the hub normalises it
   * @param network the connector id for a handle, such as {@code bluesky}; for a crm record the
   *     account that knows it, when there are several
   * @param verified whether the caller vouches that the person holds it; true when left out
   */
  public record NewIdentifier(
      @NotNull
          @Pattern(
              regexp = "email|handle|phone|crm|visitor",
              message = "must be one of email, handle, phone, crm, visitor")
          @Nullable String kind,
      @NotBlank @Size(max = 320) @Nullable String value,
      @Pattern(
              regexp = "[a-z0-9][a-z0-9-]{0,62}",
              message = "must be a connector or account id such as 'bluesky'")
          @Nullable String network,
      @Nullable Boolean verified) {}
}
