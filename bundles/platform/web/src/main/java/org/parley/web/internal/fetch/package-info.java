/** Safe fetching of addresses that somebody outside has named. */
@NullMarked
package org.parley.web.internal.fetch;

import org.jspecify.annotations.NullMarked;
