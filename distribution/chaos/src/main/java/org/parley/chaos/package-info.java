// SPDX-License-Identifier: Apache-2.0
/** Faults for a packed hub, and the reckoning of what it acknowledged meanwhile. */
@NullMarked
package org.parley.chaos;

import org.jspecify.annotations.NullMarked;
