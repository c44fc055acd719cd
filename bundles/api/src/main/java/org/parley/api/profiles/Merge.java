// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Two profiles were found to be one person.
 *
 * @param id by which it can be undone
 * @param profile the one that lived on
 * @param other the one that went into it
 * @param reason why, one sentence
 * @param at when
 * @param undoneAt when it was undone
 */
public record Merge(
    UUID id, UUID profile, UUID other, String reason, Instant at, Optional<Instant> undoneAt) {}
