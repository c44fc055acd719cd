// SPDX-License-Identifier: Apache-2.0
/** A small load generator: keep-alive connections of HTTP/1.1, one request at a time on each. */
@NullMarked
package org.parley.bench.load;

import org.jspecify.annotations.NullMarked;
