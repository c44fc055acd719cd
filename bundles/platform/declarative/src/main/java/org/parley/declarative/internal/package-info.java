// SPDX-License-Identifier: Apache-2.0
/** Connectors without Java: their language, and the routes that they become. */
@NullMarked
package org.parley.declarative.internal;

import org.jspecify.annotations.NullMarked;
