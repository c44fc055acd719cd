// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said to note that somebody was asked and has answered.
 *
 * @param purpose what for
 * @param given whether the answer was yes
 * @param basis the legal basis; {@code consent} when left out
 * @param evidence what shows it: the wording, its version, the page, the call
 * @param at when it was answered; now when left out
 */
public record NewConsent(
    @NotNull
        @Pattern(
            regexp = "[a-z][a-z0-9-]{0,62}",
            message = "must be a purpose such as 'newsletter': a-z, 0-9 and hyphens")
        @Nullable String purpose,
    @NotNull @Nullable Boolean given,
    @Pattern(
            regexp = "consent|contract|legitimate-interest",
            message = "must be one of consent, contract, legitimate-interest")
        @Nullable String basis,
    @NotBlank @Size(max = 2000) @Nullable String evidence,
    @Nullable Instant at) {}
