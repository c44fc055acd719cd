/** Reports under /api/v1. */
@NullMarked
package org.parley.web.internal.measurement;

import org.jspecify.annotations.NullMarked;
