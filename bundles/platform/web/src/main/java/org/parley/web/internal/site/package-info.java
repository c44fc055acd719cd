// SPDX-License-Identifier: Apache-2.0
/** What the public sees: pages of other rooms, the tracking script, and the sites it may run on. */
@NullMarked
package org.parley.web.internal.site;

import org.jspecify.annotations.NullMarked;
