// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus on one database: its doors, its sequencer, its groups. */
final class Engine implements Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Signal written = new Signal();
  private final Threads threads;
  private final ExecutorService completions =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "bus-completions"));
  private final TransactionDoor transactionDoor;
  private final BatchDoor batchDoor;
  private final Sequencer sequencer;
  private final Groups groups;
  private final RouteBus routes;
  private final Desk desk;
  private final Tuning tuning;
  private final Thread numbering = new Thread(this::number, "bus-sequencer");
  private volatile boolean closed;

  Engine(Database database, Tuning tuning) {
    Store store = database.store();
    Codecs codecs = Codecs.create();
    Traces traces = new Traces();
    Outgoing outgoing = new Outgoing(codecs.records(), traces);
    Commits commits = new Commits(written::set);
    RetryPolicy retry =
        new RetryPolicy(tuning.tries(), tuning.firstPause(), tuning.longestPause(), new Random());
    TopicLogs topics = new TopicLogs(store, codecs.rows(), tuning.memoryBytes());
    Reading reading = new Reading(database, codecs.records(), retry, traces);
    Unnumbered unnumbered =
        store.isEmbedded()
            ? new OwnCommits(commits, store, codecs.rows())
            : new SharedCommits(commits, store, codecs.rows());
    this.tuning = tuning;
    this.threads = new Threads(database.clock());
    this.transactionDoor = new TransactionDoor(outgoing, commits, database.clock());
    this.batchDoor = new BatchDoor(outgoing, commits, database, tuning.queueBytes(), completions);
    this.sequencer = new Sequencer(database, unnumbered, topics);
    this.groups = new Groups(reading, topics, threads, tuning.patience());
    this.routes = new RouteBus(this, groups, codecs.data(), database.clock(), threads::run);
    this.desk = new Desk(database, codecs, topics, groups, threads);
  }

  /** Returns at once; what the last process left is taken up on the bus's own threads. */
  void start() {
    batchDoor.open();
    numbering.start();
    threads.each(POLL, groups::tick);
  }

  @Override
  public void append(Transaction transaction, List<BusRecord> records) {
    transactionDoor.append(transaction, records);
  }

  @Override
  public CompletionStage<Void> append(List<BusRecord> records) {
    return batchDoor.append(records);
  }

  Groups groups() {
    return groups;
  }

  RouteBus forRoutes() {
    return routes;
  }

  Desk desk() {
    return desk;
  }

  private void number() {
    boolean started = false;
    boolean troubled = false;
    while (!closed) {
      try {
        while (sequencer.number() && !closed) {
          troubled = false;
        }
        if (!started) {
          groups.start();
          started = true;
        }
        written.await(POLL);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!troubled) {
          LOG.warn("Records cannot be numbered for the moment; it is tried again", e);
        }
        troubled = true;
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets readers finish, writes what waits at the door and stops. */
  void close() {
    groups.close();
    try {
      batchDoor.close(tuning.patience());
      closed = true;
      written.set();
      numbering.join(tuning.patience().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    completions.shutdown();
    threads.close();
  }
}
