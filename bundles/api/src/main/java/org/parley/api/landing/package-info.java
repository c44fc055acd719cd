/** Landing pages and forms. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.landing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
