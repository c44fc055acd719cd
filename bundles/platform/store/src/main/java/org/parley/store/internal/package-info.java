// SPDX-License-Identifier: Apache-2.0
/** The hub's database: connections, units of work, dialects and migrations. */
@NullMarked
package org.parley.store.internal;

import org.jspecify.annotations.NullMarked;
