// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;

/** Where the sequencer gets committed rows from, and how they come there. */
interface Unnumbered {
  /**
   * The next committed rows, by id. When two rows with a common key are committed and one was
   * written after the other's commit, the later one never comes first. In the sequencer's turns
   * alone.
   */
  List<WrittenRow> take();

  /** How rows of the batch door come into the log. */
  DoorRows door(Positions positions, RowWriter writer);

  /** The rows that were taken have not been numbered, or nobody knows whether they have. */
  void giveBack(List<WrittenRow> rows);

  /** Another hub numbers: what is remembered of this one's commits is not needed. */
  void pass();
}
