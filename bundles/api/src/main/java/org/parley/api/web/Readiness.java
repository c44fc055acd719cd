// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether the hub has come up. Until it has, and from the moment when it is told to stop, what
 * cannot be found may only not be there yet, or not any more: whoever answers the outside then says
 * that it is busy and never that something does not exist.
 */
@FunctionalInterface
@ProviderType
public interface Readiness {
  /**
   * Whether all bundles have been started and everything essential is there. May be asked with
   * every request, from any thread; does not look into how well the parts do.
   */
  boolean isReady();
}
