/** Connectors and accounts under /api/v1. */
@NullMarked
package org.parley.web.internal.connectors;

import org.jspecify.annotations.NullMarked;
