// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.parley.api.links.Origin;

/** What a timeline is to hold. */
record Noted(
    UUID id, Instant at, String type, String channel, Origin origin, Map<String, String> data) {}
