// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.bus.internal.DoorQueue.Call;

/**
 * The door for records that come in numbers: one writer commits what has gathered while its last
 * commit was under way, so the batches grow with the load and an idle hub waits for nothing.
 */
final class BatchDoor {
  private final Outgoing outgoing;
  private final DoorRows rows;
  private final DoorQueue queue;
  private final Executor completions;
  private final Thread writer = new Thread(this::run, "bus-writer");

  /**
   * @param mostBytes how much memory may be taken by what waits for its commit
   * @param completions where callers are told
   */
  BatchDoor(Outgoing outgoing, DoorRows rows, long mostBytes, Executor completions) {
    this.outgoing = outgoing;
    this.rows = rows;
    this.queue = new DoorQueue(mostBytes);
    this.completions = completions;
  }

  void open() {
    writer.start();
  }

  CompletionStage<Void> append(List<BusRecord> records) {
    if (records.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    Outgoing.Written written;
    try {
      written = outgoing.write(records);
    } catch (InvalidInput e) {
      return CompletableFuture.failedFuture(e);
    }
    Call call = new Call(written);
    return queue.add(call)
        ? call.done()
        : CompletableFuture.failedFuture(
            new Busy("The bus has more to write than it can", Duration.ofSeconds(1)));
  }

  private void run() {
    for (List<Call> calls = queue.next(); !calls.isEmpty(); calls = queue.next()) {
      write(calls);
    }
  }

  private void write(List<Call> calls) {
    Throwable failure = Attempt.failure(() -> commit(calls));
    Runnable telling = () -> calls.forEach(call -> tell(call, failure));
    if (Attempt.failure(() -> completions.execute(telling)) != null) {
      telling.run(); // the bus is stopping; nobody waits behind this thread any more
    }
  }

  private void tell(Call call, @Nullable Throwable failure) {
    queue.release(call);
    call.end(failure);
  }

  private void commit(List<Call> calls) {
    List<Outgoing.Written> written = calls.stream().map(Call::written).toList();
    rows.commit(transaction -> RowCut.rows(outgoing.in(transaction, written)));
  }

  /** Whether what is queued will be written. */
  boolean isOpen() {
    return writer.isAlive();
  }

  /** Takes nothing more and writes what it has. */
  void close(Duration patience) throws InterruptedException {
    queue.close();
    writer.join(patience.toMillis());
  }
}
