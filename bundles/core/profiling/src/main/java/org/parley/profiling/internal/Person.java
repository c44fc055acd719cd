// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.UUID;

/**
 * Whose an interaction was found to be.
 *
 * @param profile the live profile, kept from being merged until the transaction ends
 * @param trusted whether what the interaction says about the person may be taken over
 */
record Person(UUID profile, boolean identified, boolean trusted) {}
