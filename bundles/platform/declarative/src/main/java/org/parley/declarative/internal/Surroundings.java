// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Clock;
import org.parley.api.web.Fetcher;

/**
 * What routes of manifests need of the hub.
 *
 * @param fetcher reads pictures, and knows which addresses the hub must not call
 */
record Surroundings(Fetcher fetcher, Clock clock) {}
