// SPDX-License-Identifier: Apache-2.0
/** What is said about or to us in public. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.mentions;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
