// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.Optional;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * In an embedded database: what the last process left, then what this one commits. Used in turns
 * alone.
 */
final class OwnCommits implements Unnumbered {
  private final Commits commits;
  private final Store store;
  private final RowCodec codec;
  private boolean mayBeLeft = true;

  OwnCommits(Commits commits, Store store, RowCodec codec) {
    this.commits = commits;
    this.store = store;
    this.codec = codec;
  }

  @Override
  public List<WrittenRow> take() {
    List<WrittenRow> left = mayBeLeft ? leftByTheLast() : List.of();
    mayBeLeft = !left.isEmpty();
    if (mayBeLeft) {
      return left;
    }
    List<WrittenRow> taken = commits.take(FindPending.MOST);
    while (taken.isEmpty() && readsMore()) {
      taken = commits.take(FindPending.MOST);
    }
    return taken;
  }

  /** What this process has written itself is followed before it can be seen. */
  private List<WrittenRow> leftByTheLast() {
    List<WrittenRow> pending =
        store.read(read -> FindPending.oldest(read, codec, id -> Optional.empty()));
    long first = commits.first();
    return pending.stream().filter(row -> row.id() < first).toList();
  }

  /** Row by row: to ask for a range would wait for who writes there. */
  private boolean readsMore() {
    List<Long> ids = commits.unread(FindPending.MOST);
    return !ids.isEmpty() && store.read(read -> read(read, ids));
  }

  private boolean read(Transaction transaction, List<Long> ids) {
    long room = FindPending.MOST_BYTES;
    for (int i = 0; i < ids.size() && room > 0; i++) {
      Optional<WrittenRow> row = FindPending.one(transaction, codec, ids.get(i));
      commits.read(ids.get(i), row);
      room -= row.map(WrittenRow::memory).orElse(0L);
    }
    return true;
  }

  @Override
  public DoorRows door(Positions positions, RowWriter writer) {
    return new NumberedRows(positions, this::held, writer);
  }

  private HeldKeys held() {
    return mayBeLeft ? HeldKeys.all() : commits.held();
  }

  @Override
  public void giveBack(List<WrittenRow> rows) {
    commits.giveBack(rows);
  }

  @Override
  public void pass() {
    throw new IllegalStateException("Nobody else can number in an embedded database");
  }
}
