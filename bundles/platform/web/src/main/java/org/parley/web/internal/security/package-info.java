// SPDX-License-Identifier: Apache-2.0
/** The operations of room security. */
@NullMarked
package org.parley.web.internal.security;

import org.jspecify.annotations.NullMarked;
