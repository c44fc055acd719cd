// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.parley.api.store.Store;

/**
 * In a database that other hubs write to as well: what the table shows. What this process has
 * committed itself and still keeps need not be read again.
 */
final class SharedCommits implements Unnumbered {
  private final Commits commits;
  private final Store store;
  private final RowCodec codec;

  SharedCommits(Commits commits, Store store, RowCodec codec) {
    this.commits = commits;
    this.store = store;
    this.codec = codec;
  }

  /** What it passes over is numbered, or only now committed and in the table still. */
  @Override
  public List<WrittenRow> take() {
    List<WrittenRow> rows = store.read(read -> FindPending.oldest(read, codec, commits::find));
    commits.forget(rows.isEmpty() ? Long.MAX_VALUE : rows.get(rows.size() - 1).id());
    return rows;
  }

  /** What other hubs have written and not committed nobody knows, so none is numbered at once. */
  @Override
  public DoorRows door(Positions positions, RowWriter writer) {
    return rows -> writer.commitPending(store, rows);
  }

  /** They are still in the table unless they were numbered. */
  @Override
  public void giveBack(List<WrittenRow> rows) {}

  @Override
  public void pass() {
    commits.forget(Long.MAX_VALUE);
  }
}
