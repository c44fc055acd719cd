// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/**
 * What only the hub that numbers does; where a broker shares the reading, every hub feeds groups.
 */
interface Feeding {
  /** Begins; returns at once. */
  void start();

  /** Ends; returns when nothing more is begun. */
  void stop();
}
