// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

/** One subject's pages; a service, so that they are there as long as what they need is. */
public interface Page {
  Place place();

  /** What answers below the page's path. */
  Routes routes();
}
