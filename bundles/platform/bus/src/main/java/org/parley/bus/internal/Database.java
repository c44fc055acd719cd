// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.InstantSource;
import org.parley.api.store.Store;

/** The bus's tables and the hub's clock. */
record Database(Store store, InstantSource clock) {}
