// SPDX-License-Identifier: Apache-2.0
/** What a connector is made of, and what the hub lends it. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
