// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.parley.api.bus.Bus;

/**
 * The bus as routes use it.
 *
 * @param threads where a route goes on after it has appended
 */
record RouteBus(Bus bus, Groups groups, DataCodec data, InstantSource clock, Executor threads) {}
