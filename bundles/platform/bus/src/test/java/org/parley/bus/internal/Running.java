// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** A bus that runs within a test, and small readers for it. */
final class Running implements AutoCloseable {
  static final Tuning QUICK =
      new Tuning(
          4,
          Duration.ofMillis(30),
          Duration.ofMillis(200),
          1 << 20,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofDays(30),
          Long.MAX_VALUE,
          Tuning.POLL);

  /** Nothing but the newest row is kept, so that all others come from the table. */
  static Tuning withoutMemory() {
    return new Tuning(
        QUICK.tries(),
        QUICK.firstPause(),
        QUICK.longestPause(),
        QUICK.queueBytes(),
        0,
        QUICK.patience(),
        QUICK.retention(),
        QUICK.retentionBytes(),
        QUICK.poll());
  }

  /** Who is told of nothing looks for it so seldom. */
  static Tuning withPoll(Duration poll) {
    return new Tuning(
        QUICK.tries(),
        QUICK.firstPause(),
        QUICK.longestPause(),
        QUICK.queueBytes(),
        QUICK.memoryBytes(),
        QUICK.patience(),
        QUICK.retention(),
        QUICK.retentionBytes(),
        poll);
  }

  /** So much may wait at the doors until its callers are refused, or it is not kept in memory. */
  static Tuning withQueue(long bytes) {
    return new Tuning(
        QUICK.tries(),
        QUICK.firstPause(),
        QUICK.longestPause(),
        bytes,
        QUICK.memoryBytes(),
        QUICK.patience(),
        QUICK.retention(),
        QUICK.retentionBytes(),
        QUICK.poll());
  }

  final Store store;
  final Engine engine;

  Running(Store store) {
    this(store, QUICK);
  }

  /** One of several hubs that share a database. */
  Running(Store store, Leases leases) {
    this(
        new Database(store, Clock.systemUTC(), Optional.empty(), leases, Bells.ofOnlyHub()), QUICK);
  }

  /** Likewise, and they wake each other. */
  Running(Store store, Leases leases, Bells bells, Tuning tuning) {
    this(new Database(store, Clock.systemUTC(), Optional.empty(), leases, bells), tuning);
  }

  Running(Store store, Tuning tuning) {
    this(new Database(store, Clock.systemUTC()), tuning);
  }

  Running(Database database, Tuning tuning) {
    this.store = database.store();
    this.engine = new Engine(database, tuning);
    engine.start();
  }

  static BusRecord record(String key, String said) {
    return BusRecord.of(
        "/test", key, Instant.now(), new UnknownData("things", "thing.done", "\"" + said + "\""));
  }

  static BusRecord record(String key, int said) {
    return record(key, Integer.toString(said));
  }

  static String said(BusRecord record) {
    return ((UnknownData) record.data()).json().replace("\"", "");
  }

  void append(BusRecord... records) {
    store.inTransaction(
        transaction -> {
          engine.append(transaction, List.of(records));
          return true;
        });
  }

  Inward inward(String group, int lanes, BiConsumer<Transaction, BusRecord> work) {
    Inward reader = new Inward(Subscription.of(group, "things").parallel(lanes), work);
    engine.groups().add(new Reader.Inward(reader.subscription, reader));
    return reader;
  }

  Inward inward(String group) {
    return inward(group, 1, (transaction, record) -> {});
  }

  Batches batches(String group, BiConsumer<Transaction, List<BusRecord>> work) {
    Batches reader = new Batches(Subscription.of(group, "things"), work);
    engine.groups().add(new Reader.Inward(reader.subscription, reader));
    return reader;
  }

  Outward outward(
      String group, int slots, Function<OutwardReader.Delivery, CompletionStage<Void>> work) {
    Outward reader = new Outward(Subscription.of(group, "things").parallel(slots), work);
    engine.groups().add(new Reader.Outward(reader.subscription, reader));
    return reader;
  }

  void remove(Object reader) {
    engine.groups().remove(reader);
  }

  @Override
  public void close() {
    engine.close();
  }

  /** Keeps what it reads once that is committed. */
  static final class Inward implements GroupReader {
    final List<String> read = new CopyOnWriteArrayList<>();
    private final Subscription subscription;
    private final BiConsumer<Transaction, BusRecord> work;

    Inward(Subscription subscription, BiConsumer<Transaction, BusRecord> work) {
      this.subscription = subscription;
      this.work = work;
    }

    @Override
    public Subscription subscription() {
      return subscription;
    }

    @Override
    public void read(Transaction transaction, BusRecord record) {
      work.accept(transaction, record);
      String said = said(record);
      transaction.afterCommit(() -> read.add(said));
    }
  }

  /** Keeps what it reads, many together, once that is committed; has no use for "unwanted". */
  static final class Batches implements BatchReader {
    final List<List<String>> read = new CopyOnWriteArrayList<>();
    private final Subscription subscription;
    private final BiConsumer<Transaction, List<BusRecord>> work;

    Batches(Subscription subscription, BiConsumer<Transaction, List<BusRecord>> work) {
      this.subscription = subscription;
      this.work = work;
    }

    List<String> said() {
      return read.stream().flatMap(List::stream).toList();
    }

    @Override
    public Subscription subscription() {
      return subscription;
    }

    @Override
    public boolean wants(BusRecord record) {
      return !Running.said(record).equals("unwanted");
    }

    @Override
    public void read(Transaction transaction, List<BusRecord> records) {
      work.accept(transaction, records);
      List<String> said = records.stream().map(Running::said).toList();
      transaction.afterCommit(() -> read.add(said));
    }
  }

  /** Keeps what it is handed. */
  static final class Outward implements OutwardReader {
    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    final List<Parked> parked = new CopyOnWriteArrayList<>();
    private final Subscription subscription;
    private final Function<Delivery, CompletionStage<Void>> work;

    Outward(Subscription subscription, Function<Delivery, CompletionStage<Void>> work) {
      this.subscription = subscription;
      this.work = work;
    }

    List<String> said() {
      return deliveries.stream().map(delivery -> Running.said(delivery.record())).toList();
    }

    @Override
    public Subscription subscription() {
      return subscription;
    }

    @Override
    public CompletionStage<Void> read(Delivery delivery) {
      deliveries.add(delivery);
      return work.apply(delivery);
    }

    @Override
    public void parked(Transaction transaction, Parked given) {
      transaction.afterCommit(() -> parked.add(given));
    }
  }
}
