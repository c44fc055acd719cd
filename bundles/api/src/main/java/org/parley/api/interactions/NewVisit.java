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
 * What a browser reports of a visit to a page, all or none of it taken.
 *
 * @param events what happened there, 1 to 100
 * @param consent how far the visitor agreed to be remembered: not at all, by a key, or also by the
 *     browser's fingerprint
 * @param evidence what shows the consent: the wording, its version, when; needed above {@code none}
 * @param visitor the visitor's first-party key, where a page keeps it and not a cookie
 * @param fingerprint a digest of the browser's signals; looked at only when {@code consent} says so
 */
public record NewVisit(
    @NotNull @Size(min = 1, max = 100) @Nullable List<@NotNull @Valid NewEvent> events,
    @NotNull
        @Pattern(regexp = "none|key|fingerprint", message = "must be one of none, key, fingerprint")
        @Nullable String consent,
    @Size(min = 1, max = 2000) @Nullable String evidence,
    @Pattern(
            regexp = "[A-Za-z0-9_-]{16,64}",
            message = "must be 16 to 64 letters, digits, hyphens or underscores")
        @Nullable String visitor,
    @Pattern(
            regexp = "[A-Za-z0-9_-]{16,128}",
            message = "must be 16 to 128 letters, digits, hyphens or underscores")
        @Nullable String fingerprint) {
  public NewVisit {
    events = events == null ? null : Collections.unmodifiableList(events);
  }

  /**
   * @param id the browser's own id for it, so that a repetition is recognised
   * @param type what happened, such as {@code page.viewed}
   * @param url the page, http or https, as browsers write it
   * @param at when; now when left out
   * @param title of the page
   * @param referrer where the visitor came from
   * @param data what else is known, as for a {@link NewInteraction}
   */
  public record NewEvent(
      @Size(min = 1, max = 200) @Nullable String id,
      @NotBlank
          @Pattern(
              regexp = "[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*",
              message = "must be words joined by dots such as 'page.viewed'")
          @Size(max = 64)
          @Nullable String type,
      @NotBlank @Size(max = 2000) @Nullable String url,
      @Nullable Instant at,
      @Size(max = 500) @Nullable String title,
      @Size(max = 2000) @Nullable String referrer,
      @Size(max = 100) @Nullable Map<String, Object> data) {
    public NewEvent {
      data = data == null ? null : Collections.unmodifiableMap(data);
    }
  }
}
