/** What connected CRMs have taken and what they report. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.crm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
