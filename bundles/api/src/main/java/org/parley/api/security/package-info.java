// SPDX-License-Identifier: Apache-2.0
/** Who may do what: callers, users, keys, sign-in, the vault and the audit log. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.security;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
