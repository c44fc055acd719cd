// SPDX-License-Identifier: Apache-2.0
/** What the hub tells the one who runs it: whether it is ready, and its figures. */
@NullMarked
package org.parley.web.internal.ops;

import org.jspecify.annotations.NullMarked;
