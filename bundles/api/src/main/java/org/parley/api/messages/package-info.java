// SPDX-License-Identifier: Apache-2.0
/** Direct messages, both ways. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.messages;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
