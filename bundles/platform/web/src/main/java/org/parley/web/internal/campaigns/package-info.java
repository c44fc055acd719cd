/** Campaigns, messages and posts under /api/v1. */
@NullMarked
package org.parley.web.internal.campaigns;

import org.jspecify.annotations.NullMarked;
