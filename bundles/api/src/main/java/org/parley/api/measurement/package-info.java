/** Figures: what became of campaigns, network by network. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.measurement;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
