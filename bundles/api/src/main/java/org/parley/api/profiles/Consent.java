// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.UUID;

/**
 * One answer of a person to the question whether something may be done; never changed afterwards.
 *
 * @param id its identity
 * @param purpose what for, such as {@code newsletter}
 * @param given whether the answer was yes
 * @param basis the legal basis: {@code consent}, {@code contract} or {@code legitimate-interest}
 * @param evidence what shows it
 * @param at when it was answered
 * @param counts whether who answered was shown to be the person; a yes that does not count is kept
 *     as evidence and allows nothing, a no always counts
 */
public record Consent(
    UUID id,
    String purpose,
    boolean given,
    String basis,
    String evidence,
    Instant at,
    boolean counts) {}
