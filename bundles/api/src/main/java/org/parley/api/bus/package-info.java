/** The routing bus: append-only topics of CloudEvents, read by named groups. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.bus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
