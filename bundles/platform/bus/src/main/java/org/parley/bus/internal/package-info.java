// SPDX-License-Identifier: Apache-2.0
/** The routing bus on the hub's own database. */
@NullMarked
package org.parley.bus.internal;

import org.jspecify.annotations.NullMarked;
