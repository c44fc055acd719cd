// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/** Where groups get their records from, and who says which of their lanes are read here. */
interface Source {
  /** Begins to feed a group: adds lanes to it, now or later, and wakes them. */
  Opened open(ReadingGroup group);

  /** A group that is being fed. */
  interface Opened {
    /** Adds no lanes any more and wakes nobody. */
    void end();
  }
}
