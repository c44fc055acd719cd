// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.UUID;

/**
 * Two profiles may be one person; a person decides.
 *
 * @param id its identity
 * @param profile the elder one
 * @param other the younger one
 * @param reason what speaks for it, one sentence
 * @param at when it was noticed
 */
public record Suggestion(UUID id, UUID profile, UUID other, String reason, Instant at) {}
