// SPDX-License-Identifier: Apache-2.0
/** The hub's edge as other rooms may use it: pages for the public and safe fetching. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
