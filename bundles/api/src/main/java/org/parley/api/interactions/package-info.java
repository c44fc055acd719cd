/** Interactions: immutable facts that people leave behind. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.interactions;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
