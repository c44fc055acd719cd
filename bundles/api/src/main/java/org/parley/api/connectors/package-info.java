// SPDX-License-Identifier: Apache-2.0
/** What the hub can be joined to, and the rules of each system as data. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.connectors;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
