/** Forms under /api/v1. */
@NullMarked
package org.parley.web.internal.landing;

import org.jspecify.annotations.NullMarked;
