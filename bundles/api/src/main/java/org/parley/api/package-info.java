// SPDX-License-Identifier: Apache-2.0
/**
 * The words that every room of the hub shares: faults, violations, identities, money, secrets and
 * pages of a listing.
 */
@NullMarked
@Export
@Version("0.1.0")
package org.parley.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
