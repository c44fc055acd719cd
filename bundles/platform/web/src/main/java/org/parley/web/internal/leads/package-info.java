/** Leads and their rules under /api/v1. */
@NullMarked
package org.parley.web.internal.leads;

import org.jspecify.annotations.NullMarked;
