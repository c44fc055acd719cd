/** Content that came in from elsewhere. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.content;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
