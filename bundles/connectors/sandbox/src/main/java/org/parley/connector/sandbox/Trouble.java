// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

/** What goes wrong on the other side now and then, when an account asks for it. */
enum Trouble {
  NONE,
  /** Refuses for a second with status 429, nothing stored. */
  THROTTLED,
  /** Fails with status 500, nothing stored. */
  BROKEN,
  /** Stores, and fails with status 500 all the same. */
  BROKEN_AFTER,
  /** Stores, and never answers. */
  SILENT
}
