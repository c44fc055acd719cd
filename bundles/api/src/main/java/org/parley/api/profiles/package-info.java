/** Profiles: what is known about one person, and by whose leave. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.profiles;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
