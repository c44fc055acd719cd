// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.bus.internal.DoorQueue.Call;

/**
 * The door for records that come in numbers: one writer commits what has gathered while its last
 * commit was under way, so the batches grow with the load and an idle hub waits for nothing.
 */
final class BatchDoor {
  private final Outgoing outgoing;
  private final Commits commits;
  private final Store store;
  private final InstantSource clock;
  private final DoorQueue queue;
  private final Executor completions;
  private final Thread writer = new Thread(this::run, "bus-writer");

  /**
   * @param mostBytes how much may wait for its commit
   * @param completions where callers are told
   */
  BatchDoor(
      Outgoing outgoing, Commits commits, Database database, long mostBytes, Executor completions) {
    this.outgoing = outgoing;
    this.commits = commits;
    this.store = database.store();
    this.clock = database.clock();
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
    Runnable telling = () -> calls.forEach(call -> call.end(failure));
    if (Attempt.failure(() -> completions.execute(telling)) != null) {
      telling.run(); // the bus is stopping; nobody waits behind this thread any more
    }
  }

  private void commit(List<Call> calls) {
    store.inTransaction(transaction -> write(transaction, calls));
  }

  private int write(Transaction transaction, List<Call> calls) {
    List<LoggedRecord> records =
        outgoing.in(transaction, calls.stream().map(Call::written).toList());
    List<WrittenRow> written = new ArrayList<>();
    for (List<LoggedRecord> row : TransactionDoor.rows(records)) {
      written.add(InsertRow.in(transaction, row, clock.instant()));
    }
    commits.follow(transaction, written);
    return written.size();
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
