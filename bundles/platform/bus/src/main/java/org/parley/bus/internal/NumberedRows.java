// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.parley.api.store.Store;

/**
 * Numbers rows of the batch door in the transaction that writes them. That takes a database that
 * nobody else writes to, for all that has no position yet must be known: a row that shares a key
 * with that queues behind it and is numbered by the sequencer.
 */
final class NumberedRows implements DoorRows {
  private final Positions positions;
  private final Supplier<HeldKeys> held;
  private final RowWriter writer;

  /**
   * @param held the keys of all that has been written and has no position; asked in turns alone
   */
  NumberedRows(Positions positions, Supplier<HeldKeys> held, RowWriter writer) {
    this.positions = positions;
    this.held = held;
    this.writer = writer;
  }

  @Override
  public void commit(Store.Work<List<List<LoggedRecord>>> rows) {
    positions.inTurn(
        () -> {
          positions.commit(giving -> write(giving, rows.in(giving.transaction())));
          return true;
        });
  }

  private void write(Positions.Giving giving, List<List<LoggedRecord>> rows) {
    HeldKeys keys = held.get();
    List<WrittenRow> numbered = new ArrayList<>();
    List<List<LoggedRecord>> queued = new ArrayList<>();
    for (List<LoggedRecord> row : rows) {
      String topic = row.get(0).topic();
      if (keys.holds(topic, row)) {
        keys.hold(topic, row);
        queued.add(row);
      } else {
        numbered.add(writer.numbered(giving.transaction(), row));
      }
    }
    WrittenRow.byTopic(numbered).forEach(giving::number);
    if (!queued.isEmpty()) {
      writer.pending(giving.transaction(), queued);
    }
  }
}
