// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.time.Instant;

/**
 * One step in a lead's story.
 *
 * @param at when
 * @param what one sentence
 */
public record LeadEvent(Instant at, String what) {}
