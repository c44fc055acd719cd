// SPDX-License-Identifier: Apache-2.0
/** What the build of the distribution runs by itself; nothing of it is packed. */
@NullMarked
package org.parley.distribution;

import org.jspecify.annotations.NullMarked;
