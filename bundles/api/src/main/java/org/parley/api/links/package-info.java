/** Short links, their clicks, and where each came from. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.links;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
