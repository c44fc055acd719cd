/** Leads: one sales interest each, scored, routed and followed to its end. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.leads;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
