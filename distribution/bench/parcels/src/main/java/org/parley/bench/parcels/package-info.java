// SPDX-License-Identifier: Apache-2.0
/** The same load for the hub's bus and for its peers: parcels that are sent, read and counted. */
@NullMarked
package org.parley.bench.parcels;

import org.jspecify.annotations.NullMarked;
