// SPDX-License-Identifier: Apache-2.0
/** Follows RSS, Atom and JSON feeds. */
@NullMarked
package org.parley.connector.feed;

import org.jspecify.annotations.NullMarked;
