/** Units of work over the hub's database, the same on Derby and on PostgreSQL. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
