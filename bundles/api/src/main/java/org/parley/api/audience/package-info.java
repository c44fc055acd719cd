// SPDX-License-Identifier: Apache-2.0
/** Who follows, and how many. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.audience;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
