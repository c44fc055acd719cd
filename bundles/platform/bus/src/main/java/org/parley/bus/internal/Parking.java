// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.parley.api.Fault;

/**
 * A record that its group gives up.
 *
 * @param attempts how often it was tried
 */
record Parking(LoggedRecord record, Fault fault, String reason, int attempts) {}
