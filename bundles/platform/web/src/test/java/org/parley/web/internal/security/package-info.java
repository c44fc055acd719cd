// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.web.internal.security;

import org.jspecify.annotations.NullMarked;
