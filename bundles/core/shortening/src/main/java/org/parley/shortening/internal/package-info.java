// SPDX-License-Identifier: Apache-2.0
/** Short links: their slugs, their targets, the redirect and its clicks. */
@NullMarked
package org.parley.shortening.internal;

import org.jspecify.annotations.NullMarked;
