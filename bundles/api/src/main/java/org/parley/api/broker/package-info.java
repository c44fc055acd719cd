// SPDX-License-Identifier: Apache-2.0
/** How the bus speaks to a broker that carries its records to all hubs. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.broker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
