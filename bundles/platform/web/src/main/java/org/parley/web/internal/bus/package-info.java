/** The routing bus under /api/v1. */
@NullMarked
package org.parley.web.internal.bus;

import org.jspecify.annotations.NullMarked;
