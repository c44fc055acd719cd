// SPDX-License-Identifier: Apache-2.0
/**
 * What meets every request before any servlet: who is really calling, strict headers, and the two
 * hot paths, redirect and collect, as a handler of Jetty itself.
 */
@NullMarked
package org.parley.web.internal.edge;

import org.jspecify.annotations.NullMarked;
