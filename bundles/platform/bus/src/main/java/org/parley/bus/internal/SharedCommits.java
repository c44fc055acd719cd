// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.api.store.Store;

/**
 * In a database that other hubs write to as well: what the table shows. What this process has
 * committed itself need not be read again.
 */
final class SharedCommits implements Unnumbered {
  private final Commits commits;
  private final Store store;
  private final RowCodec codec;
  private final Map<Long, WrittenRow> known = new HashMap<>();

  SharedCommits(Commits commits, Store store, RowCodec codec) {
    this.commits = commits;
    this.store = store;
    this.codec = codec;
  }

  @Override
  public List<WrittenRow> take() {
    commits.takeDoubtful();
    commits.take(Integer.MAX_VALUE).forEach(this::know);
    List<WrittenRow> rows = store.read(read -> FindPending.oldest(read, codec, known));
    if (rows.size() < FindPending.MOST) {
      known.clear();
    } else {
      rows.forEach(row -> known.remove(row.id()));
    }
    return rows;
  }

  /** What is more is read from the table again when it is its turn. */
  private void know(WrittenRow row) {
    if (known.size() < FindPending.MOST) {
      known.put(row.id(), row);
    }
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
    commits.takeDoubtful();
    commits.take(Integer.MAX_VALUE);
    known.clear();
  }
}
