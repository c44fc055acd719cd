// SPDX-License-Identifier: Apache-2.0
/** What people did, for programs that saw it. */
@NullMarked
package org.parley.web.internal.interactions;

import org.jspecify.annotations.NullMarked;
