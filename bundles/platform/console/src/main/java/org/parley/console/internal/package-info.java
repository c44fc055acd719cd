// SPDX-License-Identifier: Apache-2.0

/** Who may see which page, and how it reaches the browser. */
@NullMarked
package org.parley.console.internal;

import org.jspecify.annotations.NullMarked;
