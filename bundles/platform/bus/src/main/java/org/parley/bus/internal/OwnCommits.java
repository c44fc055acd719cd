// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.parley.api.store.Store;

/**
 * In an embedded database: what the last process left, then what this one commits. Used in turns
 * alone.
 */
final class OwnCommits implements Unnumbered {
  private final Commits commits;
  private final Store store;
  private final RowCodec codec;
  private final Set<Long> doubtful = new TreeSet<>();
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
    doubtful.addAll(commits.takeDoubtful());
    List.copyOf(doubtful).forEach(this::verify);
    return commits.take(FindPending.MOST);
  }

  /** What this process has written itself is followed before it can be seen. */
  private List<WrittenRow> leftByTheLast() {
    List<WrittenRow> pending = store.read(read -> FindPending.oldest(read, codec, Map.of()));
    long first = commits.first();
    return pending.stream().filter(row -> row.id() < first).toList();
  }

  private void verify(long id) {
    store
        .read(read -> FindPending.one(read, codec, id))
        .ifPresent(row -> commits.giveBack(List.of(row)));
    doubtful.remove(id);
  }

  @Override
  public DoorRows door(Positions positions, RowWriter writer) {
    return new NumberedRows(positions, this::held, writer);
  }

  private HeldKeys held() {
    return mayBeLeft || !doubtful.isEmpty() ? HeldKeys.all() : commits.held();
  }

  @Override
  public void giveBack(List<WrittenRow> rows) {
    rows.forEach(row -> doubtful.add(row.id()));
  }

  @Override
  public void pass() {
    throw new IllegalStateException("Nobody else can number in an embedded database");
  }
}
