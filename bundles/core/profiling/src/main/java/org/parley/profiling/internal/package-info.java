// SPDX-License-Identifier: Apache-2.0
/** Who is who: identifiers, profiles, merges, timelines and consents. */
@NullMarked
package org.parley.profiling.internal;

import org.jspecify.annotations.NullMarked;
