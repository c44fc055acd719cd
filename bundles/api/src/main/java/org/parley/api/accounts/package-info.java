/** Accounts: the presences on other systems that an administrator has connected. */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api.accounts;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
