// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.parley.api.broker.BrokerClient;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.SharedLeases;

/** The bus of one hub of several, outside the framework. */
public final class TestHub implements AutoCloseable {
  public static final String TOPIC = "things";

  private static final Tuning QUICK =
      new Tuning(
          4,
          Duration.ofMillis(30),
          Duration.ofMillis(200),
          1 << 22,
          1 << 20,
          Duration.ofSeconds(5),
          Duration.ofDays(30),
          Long.MAX_VALUE,
          Tuning.POLL);

  private final Store store;
  private final SharedLeases leases;
  private final Engine engine;

  private TestHub(Store store, Optional<Carrier> carrier) {
    this.store = store;
    this.leases =
        new SharedLeases(store, UUID.randomUUID(), Duration.ofMillis(500), System::nanoTime)
            .start();
    this.engine = new Engine(database(store, leases), QUICK, carrier);
    engine.start();
  }

  private static Database database(Store store, Leases leases) {
    return new Database(store, Clock.systemUTC(), Optional.empty(), leases, Bells.ofOnlyHub());
  }

  /** One that reads the database's log. */
  public static TestHub onTheLog(Store store) {
    return new TestHub(store, Optional.empty());
  }

  /** One that reads what a broker carries. */
  public static TestHub on(BrokerClient client, Store store, String prefix, String servers) {
    var settings = new BrokerSettings(servers, 12, -1, Duration.ofDays(1), "client.properties");
    TestHub hub = new TestHub(store, Optional.of(new Carrier(store, prefix, settings)));
    hub.engine.connect(client);
    return hub;
  }

  public static BusRecord record(String key, String said) {
    return BusRecord.of(
        "/test", key, Instant.now(), new UnknownData(TOPIC, "thing.done", "\"" + said + "\""));
  }

  public static String said(BusRecord record) {
    return ((UnknownData) record.data()).json().replace("\"", "");
  }

  public void append(BusRecord... records) {
    store.inTransaction(
        transaction -> {
          engine.append(transaction, List.of(records));
          return true;
        });
  }

  public void erase(String key) {
    store.inTransaction(
        transaction -> {
          engine.erase(transaction, List.of(key));
          return true;
        });
  }

  public Reading reads(Subscription subscription, BiConsumer<Transaction, BusRecord> work) {
    Reading reader = new Reading(subscription, work);
    engine.groups().add(new Reader.Inward(subscription, reader));
    return reader;
  }

  public Reading reads(String group, int lanes) {
    return reads(Subscription.of(group, TOPIC).parallel(lanes), (transaction, record) -> {});
  }

  /** Takes the lanes of a group as another hub does when the broker gives it them. */
  public void takeOver(String group) {
    store.inTransaction(
        transaction -> {
          List<LaneState> lanes = OpenLanes.find(transaction, group);
          lanes.forEach(lane -> OpenLanes.takeOver(transaction, group, lane.lane(), lane.lanes()));
          return lanes;
        });
  }

  public BusDesk desk() {
    return engine.desk();
  }

  public Optional<String> trouble() {
    return engine.carriage(Duration.ofMillis(500));
  }

  @Override
  public void close() {
    engine.close();
    leases.close();
  }

  /** Keeps what it reads once that is committed. */
  public static final class Reading implements GroupReader {
    public final List<BusRecord> read = new CopyOnWriteArrayList<>();
    private final Subscription subscription;
    private final BiConsumer<Transaction, BusRecord> work;

    Reading(Subscription subscription, BiConsumer<Transaction, BusRecord> work) {
      this.subscription = subscription;
      this.work = work;
    }

    public List<String> said() {
      return read.stream().map(TestHub::said).toList();
    }

    @Override
    public Subscription subscription() {
      return subscription;
    }

    @Override
    public void read(Transaction transaction, BusRecord record) {
      work.accept(transaction, record);
      transaction.afterCommit(() -> read.add(record));
    }
  }
}
