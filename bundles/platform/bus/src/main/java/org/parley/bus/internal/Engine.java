// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parley.api.broker.BrokerClient;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** The bus on one database: its doors, its sequencer, its groups. */
final class Engine implements Bus {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(15);
  private static final Duration MINUTELY = Duration.ofMinutes(1);
  private static final Duration HOURLY = Duration.ofHours(1);

  private final Signal written = new Signal();
  private final Traces traces = new Traces();
  private final Threads threads;
  private final ExecutorService completions =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "bus-completions"));
  private final TransactionDoor transactionDoor;
  private final BatchDoor batchDoor;
  private final Numbering numbering;
  private final Orders orders;
  private final Retention retention;
  private final Erasing erasing;
  private final Groups groups;
  private final Optional<Carrier> carrier;
  private final Optional<Relay> relay;
  private final RouteBus routes;
  private final Desk desk;
  private final Tuning tuning;
  private final boolean shared;

  Engine(Database database, Tuning tuning) {
    this(database, tuning, Optional.empty());
  }

  /**
   * @param carrier what carries records to all hubs of the database; empty where one of them reads
   *     all from its log
   */
  Engine(Database database, Tuning tuning, Optional<Carrier> carrier) {
    Store store = database.store();
    Codecs codecs = Codecs.create();
    PersonalKeys keys = new PersonalKeys(database.clock());
    Outgoing outgoing = new Outgoing(codecs.records(), keys, traces);
    Commits commits = new Commits(tuning.queueBytes(), this::committed);
    TopicLogs topics = new TopicLogs(store, codecs.rows(), keys, tuning.memoryBytes());
    Reading reading = new Reading(database, codecs.records(), retry(tuning), traces);
    Positions positions = new Positions(store, topics);
    RowWriter writer = new RowWriter(commits, database.clock());
    Unnumbered unnumbered =
        store.isEmbedded()
            ? new OwnCommits(commits, store, codecs.rows())
            : new SharedCommits(commits, store, codecs.rows());
    DoorRows rows = unnumbered.door(positions, writer);
    this.erasing = new Erasing(store, codecs.destroyed());
    this.tuning = tuning;
    this.threads = new Threads(database.clock());
    this.transactionDoor = new TransactionDoor(outgoing, writer);
    this.batchDoor = new BatchDoor(outgoing, rows, tuning.queueBytes(), completions);
    this.carrier = carrier;
    this.relay = carrier.map(it -> new Relay(store, topics, it));
    this.groups = new Groups(reading, topics, source(reading), threads, tuning.patience());
    Sequencer sequencer = new Sequencer(positions, unnumbered);
    this.shared = !store.isEmbedded();
    this.numbering =
        new Numbering(sequencer, feeds(), written, Neighbours.of(database, tuning.poll()));
    this.orders = new Orders(store, groups);
    this.retention =
        new Retention(database, topics, tuning.retention(), tuning.retentionBytes(), this::relayed);
    this.routes = new RouteBus(this, groups, codecs.data(), database.clock(), threads::run);
    this.desk = new Desk(database, codecs, topics, groups, threads);
  }

  private void committed() {
    numbering.committed();
  }

  private static RetryPolicy retry(Tuning tuning) {
    return new RetryPolicy(
        tuning.tries(), tuning.firstPause(), tuning.longestPause(), new Random());
  }

  private Source source(Reading reading) {
    return carrier
        .<Source>map(it -> new BrokerSource(reading, it, threads, tuning.patience()))
        .orElseGet(() -> new LogSource(reading.database().store()));
  }

  private Feeding feeds() {
    return relay.<Feeding>map(it -> it).orElse(groups);
  }

  private long relayed(String topic) {
    return carrier.map(it -> it.position(topic)).orElse(Long.MAX_VALUE);
  }

  /** Returns at once; what the last process left is taken up on the bus's own threads. */
  void start() {
    batchDoor.open();
    numbering.start();
    relay.ifPresent(Relay::begin);
    carrier.ifPresent(it -> threads.each(POLL, () -> threads.run(() -> look(it))));
    threads.each(POLL, groups::tick);
    threads.each(shared ? POLL : SELDOM, () -> threads.run(orders::obey));
    threads.each(POLL, this::settle);
    threads.each(MINUTELY, () -> threads.run(retention::shorten));
    threads.each(HOURLY, () -> threads.run(retention::forget));
  }

  private static void look(Carrier carrier) {
    Attempt.failure(carrier::look); // it is asked again a second later
  }

  /** Takes a thread only where there is something to find out. */
  private void settle() {
    if (erasing.isInDoubt()) {
      threads.run(() -> Attempt.failure(erasing::settle)); // likewise
    }
  }

  /**
   * A bundle is there that speaks to a broker, perhaps before the one that it replaces is gone;
   * groups are fed as soon as that answers.
   */
  synchronized void connect(BrokerClient client) {
    carrier.filter(Carrier::hasClient).ifPresent(this::disconnect);
    carrier.ifPresent(
        it -> {
          it.connect(client);
          groups.start();
        });
  }

  /** It is gone; that matters no more where another has replaced it. */
  synchronized void disconnect(BrokerClient client) {
    carrier.filter(it -> it.isOf(client)).ifPresent(this::disconnect);
  }

  private void disconnect(Carrier from) {
    groups.stop();
    from.disconnect();
  }

  /** Why records do not reach the hubs by the broker that they are to be carried by. */
  Optional<String> carriage(Duration patience) {
    return carrier.flatMap(Carrier::trouble).or(() -> relay.flatMap(it -> it.trouble(patience)));
  }

  @Override
  public void append(Transaction transaction, List<BusRecord> records) {
    transactionDoor.append(transaction, records);
  }

  @Override
  public CompletionStage<Void> append(List<BusRecord> records) {
    return batchDoor.append(records);
  }

  @Override
  public void because(BusRecord cause, Runnable work) {
    traces.during(cause, work);
  }

  @Override
  public void forget(Transaction transaction, String group) {
    if (ForgetGroup.in(transaction, group)) {
      transaction.afterCommit(() -> groups.unfeed(group));
    }
  }

  @Override
  public void erase(Transaction transaction, Collection<String> partitionKeys) {
    erasing.erase(transaction, partitionKeys);
  }

  Groups groups() {
    return groups;
  }

  RouteBus forRoutes() {
    return routes;
  }

  /** Who keeps more in the log than it should hold. */
  List<BusDesk.HeldLog> heldLogs() {
    return retention.held();
  }

  Desk desk() {
    return desk;
  }

  /**
   * Why records are not written or numbered, though the database may be there.
   *
   * @param patience how long that may last before it is told
   */
  Optional<String> trouble(Duration patience) {
    return batchDoor.isOpen()
        ? numbering.trouble(patience)
        : Optional.of("The hub's own records are not written any more");
  }

  /** Lets readers finish, writes what waits at the door and stops. */
  void close() {
    groups.close();
    try {
      batchDoor.close(tuning.patience());
      numbering.close(tuning.patience());
      if (relay.isPresent()) {
        relay.get().close(tuning.patience());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carrier.ifPresent(Carrier::disconnect);
    completions.shutdown();
    threads.close();
  }
}
