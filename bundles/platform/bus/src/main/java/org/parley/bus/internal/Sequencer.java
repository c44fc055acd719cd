// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;

/** Numbers committed rows by id. Used by one thread. */
final class Sequencer {
  private final Positions positions;
  private final Unnumbered unnumbered;

  Sequencer(Positions positions, Unnumbered unnumbered) {
    this.positions = positions;
    this.unnumbered = unnumbered;
  }

  /**
   * Numbers what is committed and hands it to the readers.
   *
   * @return how many records that were; 0 when there is nothing more
   */
  int number() {
    return positions.inTurn(this::numberCommitted);
  }

  private int numberCommitted() {
    List<WrittenRow> rows = unnumbered.take();
    if (rows.isEmpty()) {
      return 0;
    }
    boolean numbered = false;
    try {
      positions.commit(giving -> number(giving, rows));
      numbered = true;
    } finally {
      if (!numbered) {
        unnumbered.giveBack(rows);
      }
    }
    return rows.stream().mapToInt(row -> row.records().size()).sum();
  }

  private static void number(Positions.Giving giving, List<WrittenRow> rows) {
    WrittenRow.byTopic(rows).forEach(giving::number);
    NumberRows.settle(giving.transaction(), rows);
  }

  /** Follows what another hub numbers. */
  void follow() {
    unnumbered.pass();
    positions.follow();
  }
}
