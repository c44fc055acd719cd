/** Figures of campaigns and networks, kept up by what the bus tells. */
@NullMarked
package org.parley.measurement.internal;

import org.jspecify.annotations.NullMarked;
