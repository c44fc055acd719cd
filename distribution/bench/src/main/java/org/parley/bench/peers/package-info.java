// SPDX-License-Identifier: Apache-2.0
/** The peers of the bus, each with senders and groups in one process; run by {@code BusBench}. */
@NullMarked
package org.parley.bench.peers;

import org.jspecify.annotations.NullMarked;
