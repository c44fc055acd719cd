// SPDX-License-Identifier: Apache-2.0
/** What a test drops into a hub to see it from within. */
@NullMarked
package org.parley.distribution.probe;

import org.jspecify.annotations.NullMarked;
