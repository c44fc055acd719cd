// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.store.Transaction;

/**
 * A bus that keeps what was appended, in order, and delivers nothing. What was appended within a
 * transaction counts once that has been committed, and not at all when it was rolled back.
 */
public final class RecordingBus implements Bus {
  private final List<BusRecord> records = new CopyOnWriteArrayList<>();
  private final List<String> forgotten = new CopyOnWriteArrayList<>();
  private final List<String> erased = new CopyOnWriteArrayList<>();
  private final AtomicBoolean crash = new AtomicBoolean();

  @Override
  public void append(Transaction transaction, List<BusRecord> appended) {
    if (crash.getAndSet(false)) {
      throw new IllegalStateException("The hub stops here, as the test wants it to");
    }
    List<BusRecord> copy = List.copyOf(appended);
    transaction.afterCommit(() -> records.addAll(copy));
  }

  @Override
  public CompletionStage<Void> append(List<BusRecord> appended) {
    records.addAll(List.copyOf(appended));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void because(BusRecord cause, Runnable work) {
    work.run();
  }

  @Override
  public void forget(Transaction transaction, String group) {
    transaction.afterCommit(() -> forgotten.add(group));
  }

  @Override
  public void erase(Transaction transaction, Collection<String> partitionKeys) {
    List<String> copy = List.copyOf(partitionKeys);
    transaction.afterCommit(() -> erased.addAll(copy));
  }

  /** The partition keys that were erased so far. */
  public List<String> erased() {
    return List.copyOf(erased);
  }

  /** The groups that were forgotten so far. */
  public List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /** The next append within a transaction fails, and the transaction with it, as in a crash. */
  public void crashOnce() {
    crash.set(true);
  }

  /** Everything appended so far. */
  public List<BusRecord> records() {
    return List.copyOf(records);
  }

  /** The records of one type, such as {@code link.created}. */
  public List<BusRecord> records(String type) {
    return records.stream().filter(record -> record.type().equals(type)).toList();
  }

  /** What was said, of one kind. */
  public <D extends RecordData> List<D> data(Class<D> kind) {
    return records.stream().map(BusRecord::data).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Forgets what was appended so far. */
  public void clear() {
    records.clear();
  }
}
