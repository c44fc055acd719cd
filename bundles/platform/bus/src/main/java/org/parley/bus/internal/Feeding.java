// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/** What is done only by the hub that numbers. */
interface Feeding {
  /** Begins; returns at once. */
  void start();

  /** Ends; returns when nothing more is begun. */
  void stop();
}
