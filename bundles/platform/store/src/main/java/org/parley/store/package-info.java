// SPDX-License-Identifier: Apache-2.0
/** Backups of an embedded database; needs nothing but the JDK, so that it runs without the hub. */
@NullMarked
package org.parley.store;

import org.jspecify.annotations.NullMarked;
