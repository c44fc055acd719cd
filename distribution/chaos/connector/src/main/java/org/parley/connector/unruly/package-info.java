// SPDX-License-Identifier: Apache-2.0
/** A connector that does what none should, until its jar is replaced by the mended edition. */
@NullMarked
package org.parley.connector.unruly;

import org.jspecify.annotations.NullMarked;
