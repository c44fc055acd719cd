// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.parley.security.internal;

import org.jspecify.annotations.NullMarked;
