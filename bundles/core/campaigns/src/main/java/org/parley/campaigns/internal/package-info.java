/** Campaigns: their messages, and the posts, mailings and share links that carry them. */
@NullMarked
package org.parley.campaigns.internal;

import org.jspecify.annotations.NullMarked;
