// SPDX-License-Identifier: Apache-2.0
/** Short links for programs. */
@NullMarked
package org.parley.web.internal.links;

import org.jspecify.annotations.NullMarked;
