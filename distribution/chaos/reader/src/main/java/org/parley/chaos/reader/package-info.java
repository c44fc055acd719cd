// SPDX-License-Identifier: Apache-2.0
/** A group that keeps books of what it reads, and cannot take everything. */
@NullMarked
package org.parley.chaos.reader;

import org.jspecify.annotations.NullMarked;
