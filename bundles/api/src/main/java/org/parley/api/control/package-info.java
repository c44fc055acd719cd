// SPDX-License-Identifier: Apache-2.0
/** What the one who runs the machine may tell the running hub through its owner-only socket. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
