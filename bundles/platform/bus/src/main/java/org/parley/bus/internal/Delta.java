// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.SortedMap;

/**
 * How a lane's durable state is to change.
 *
 * @param cursor everything up to here is done or among the open entries
 * @param parkings what is given up, by position
 */
record Delta(
    long cursor,
    List<OpenEntry> inserts,
    List<OpenEntry> updates,
    List<Long> deletes,
    SortedMap<Long, Parking> parkings) {}
