// SPDX-License-Identifier: Apache-2.0
/** People for programs. */
@NullMarked
package org.parley.web.internal.profiles;

import org.jspecify.annotations.NullMarked;
