// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;

/** Where the sequencer gets committed rows from. Used by the sequencer's thread alone. */
interface Unnumbered {
  /**
   * The next committed rows, by id. When two rows with a common key are committed and one was
   * written after the other's commit, the later one never comes first.
   */
  List<WrittenRow> take();

  /** The rows that were taken have not been numbered, or nobody knows whether they have. */
  void giveBack(List<WrittenRow> rows);

  /** Another hub numbers: what is remembered of this one's commits is not needed. */
  void pass();
}
