// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.StoreTest;

@StoreTest(room = {"store", "bus"})
class ErasureSqlTest {
  private final Store store;
  private final List<SharedLeases> leases = new ArrayList<>();
  private final Running bus;

  ErasureSqlTest(Store store) {
    this.store = store;
    this.bus = hub();
  }

  /** Of several one numbers: who reads learns only of what that one has numbered. */
  private Running hub() {
    if (store.isEmbedded()) {
      return new Running(store);
    }
    leases.add(
        new SharedLeases(store, UUID.randomUUID(), Duration.ofSeconds(5), System::nanoTime)
            .start());
    return new Running(store, leases.get(leases.size() - 1));
  }

  @AfterEach
  void stop() {
    bus.close();
    leases.forEach(SharedLeases::close);
  }

  @TestTemplate
  void tellsWhatIsPersonalAsAbsentOnceItIsErased() {
    append(did("ada", "a@example.com"), did("bob", "b@example.com"));

    erase("ada");

    Values late = read("late");
    await().untilAsserted(() -> assertThat(late.values).containsExactly("", "b@example.com"));
    assertThat(late.values("ada")).containsExactly("");
  }

  @TestTemplate
  void writesNothingPersonalInPlainText() {
    append(did("ada", "a@example.com"));
    bus.engine.append(List.of(did("ada", "a@example.com"))).toCompletableFuture().join();

    List<byte[]> bodies =
        store.read(read -> read.sql("SELECT body FROM bus_log").list(row -> row.bytes("body")));

    assertThat(bodies)
        .hasSize(2)
        .extracting(body -> new String(body, UTF_8))
        .noneMatch(text -> text.contains("example.com"));
  }

  @TestTemplate
  void erasesWhatIsParked() {
    Values refuses = read("refuses");
    refuses.refuses.set(true);
    append(did("ada", "a@example.com"));
    await().untilAsserted(() -> assertThat(parked()).hasSize(1));
    assertThat(parked().get(0)).contains("a@example.com");

    erase("ada");

    assertThat(parked().get(0)).doesNotContain("example.com");
    refuses.refuses.set(false);
    bus.engine.desk().replay(bus.engine.desk().parked(PageRequest.first(10)).items().get(0).id());
    await().untilAsserted(() -> assertThat(refuses.values).containsExactly(""));
  }

  @TestTemplate
  void erasesNothingWhenTheTransactionIsRolledBack() {
    append(did("ada", "a@example.com"));

    try {
      store.inTransaction(
          transaction -> {
            bus.engine.erase(transaction, Set.of("ada"));
            throw new IllegalStateException("no");
          });
    } catch (IllegalStateException expected) {
      Values late = read("late");
      await().untilAsserted(() -> assertThat(late.values).containsExactly("a@example.com"));
    }
  }

  @TestTemplate
  void erasesFromMemoryWhatWasErasedByACommitThatNobodyHeardOf() {
    append(did("ada", "a@example.com"), did("bob", "b@example.com"));

    store.inTransaction(
        transaction -> {
          bus.engine.erase(new Unheard(transaction), Set.of("ada"));
          return true;
        });

    await().untilAsserted(() -> assertThat(told(2)).containsExactly("", "b@example.com"));
  }

  /** Who erases has the turn that the reader waits for. */
  @TestTemplate
  void tellsNothingPersonalToWhoWaitedForItsTurnMeanwhile() throws Exception {
    Waiting reader = new Waiting();
    bus.engine.groups().add(new Reader.Inward(reader.subscription(), reader));
    append(did("ada", "a@example.com"), did("bob", "b@example.com"));
    assertThat(reader.begun.await(10, TimeUnit.SECONDS)).isTrue();

    erase("ada");
    reader.erased.countDown();

    await().untilAsserted(() -> assertThat(reader.values).containsExactly("", "b@example.com"));
  }

  /** What a group is told that reads all for the first time. */
  private List<String> told(int many) {
    Values all = read(Ids.next(Instant.now()).toString());
    await().until(() -> all.values.size() == many);
    return all.values;
  }

  /** Whoever writes may still hold a key that was destroyed, here or on another hub. */
  @TestTemplate
  void losesNothingThatComesAfterAnErasure() throws Exception {
    List<Running> hubs = new ArrayList<>(List.of(bus));
    if (!store.isEmbedded()) {
      hubs.add(hub());
    }
    try {
      Queue<Written> written = new ConcurrentLinkedQueue<>();
      AtomicInteger erasures = new AtomicInteger();
      AtomicBoolean enough = new AtomicBoolean();
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (Running hub : hubs) {
        writers.add(CompletableFuture.runAsync(() -> write(hub, true, written, erasures, enough)));
        writers.add(CompletableFuture.runAsync(() -> write(hub, false, written, erasures, enough)));
      }
      for (int round = 0; round < 20; round++) {
        int before = written.size();
        await().until(() -> written.size() > before + 8);
        erase("ada");
        erasures.incrementAndGet();
      }
      int before = written.size();
      await().until(() -> written.size() > before + 40);
      enough.set(true);
      CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

      Values late = new Values("late");
      hubs.forEach(hub -> read(hub, late)); // one of them numbers and reads
      await().untilAsserted(() -> assertThat(late.values).hasSize(written.size()));
      List<String> after =
          written.stream().filter(each -> each.begunAfter == 20).map(Written::value).toList();
      assertThat(after).hasSizeGreaterThan(20);
      assertThat(late.values).containsAll(after);
      assertThat(late.values.stream().filter(String::isEmpty)).isNotEmpty();
    } finally {
      hubs.stream().filter(hub -> hub != bus).forEach(Running::close);
    }
  }

  private void write(
      Running hub,
      boolean byBatch,
      Queue<Written> written,
      AtomicInteger erasures,
      AtomicBoolean enough) {
    while (!enough.get()) {
      int begunAfter = erasures.get();
      String value = Ids.next(Instant.now()) + "@example.com";
      BusRecord record = did("ada", value);
      if (byBatch) {
        hub.engine.append(List.of(record)).toCompletableFuture().join();
      } else {
        hub.append(record);
      }
      written.add(new Written(begunAfter, value));
    }
  }

  @TestTemplate
  void dropsKeysThatNothingNeeds() {
    Values refuses = read("refuses");
    refuses.refuses.set(true);
    append(did("ada", "a@example.com"));
    await().untilAsserted(() -> assertThat(parked()).hasSize(1));
    refuses.refuses.set(false);
    append(did("bob", "b@example.com"));
    await().untilAsserted(() -> assertThat(refuses.values).hasSize(1));

    store.inTransaction(transaction -> KeyRows.drop(transaction, Instant.now().plusSeconds(1)));

    assertThat(recordKeys()).containsExactly("ada");
  }

  private List<String> recordKeys() {
    return store.read(
        read -> read.sql("SELECT record_key FROM bus_key").list(row -> row.text("record_key")));
  }

  private List<String> parked() {
    return bus.engine.desk().parked(PageRequest.first(10)).items().stream()
        .map(each -> each.data())
        .toList();
  }

  private void append(BusRecord... records) {
    bus.append(records);
  }

  private void erase(String key) {
    store.inTransaction(
        transaction -> {
          bus.engine.erase(transaction, Set.of(key));
          return true;
        });
  }

  private Values read(String group) {
    Values reader = new Values(group);
    read(bus, reader);
    return reader;
  }

  private static void read(Running hub, Values reader) {
    hub.engine.groups().add(new Reader.Inward(reader.subscription(), reader));
  }

  private static BusRecord did(String key, String email) {
    Instant now = Instant.now();
    var identifier = new Identifier(Kind.EMAIL, email, Optional.empty(), false);
    var data =
        new Interaction(
            Ids.next(now), "page.viewed", now, List.of(identifier), Origin.NONE, Map.of());
    return BusRecord.of("/test", key, now, data);
  }

  /**
   * @param begunAfter how many erasures were acknowledged before
   */
  private record Written(int begunAfter, String value) {}

  /** One whose commit is taken for failed though it has not. */
  private record Unheard(Transaction real) implements Transaction {
    @Override
    public Statement sql(String sql) {
      return real.sql(sql);
    }

    @Override
    public Instant now() {
      return real.now();
    }

    @Override
    public void beforeCommit(Consumer<Transaction> work) {
      real.beforeCommit(work);
    }

    @Override
    public void afterCommit(Runnable work) {
      // nobody hears of it
    }

    @Override
    public void afterRollback(Runnable work) {
      real.afterCommit(work);
    }
  }

  /** Looks at records only when something was erased. */
  private static final class Waiting implements BatchReader {
    final List<String> values = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch erased = new CountDownLatch(1);

    @Override
    public Subscription subscription() {
      return Subscription.of("waiting", Topics.INTERACTIONS);
    }

    @Override
    public void read(Transaction transaction, List<BusRecord> records) {
      begun.countDown();
      await().until(() -> erased.getCount() == 0);
      List<String> read = records.stream().map(Values::value).toList();
      transaction.afterCommit(() -> values.addAll(read));
    }
  }

  /** Keeps the identifiers that it reads. */
  private static final class Values implements GroupReader {
    final List<String> values = new CopyOnWriteArrayList<>();
    final AtomicBoolean refuses = new AtomicBoolean();
    private final List<BusRecord> records = new CopyOnWriteArrayList<>();
    private final String group;

    Values(String group) {
      this.group = group;
    }

    List<String> values(String key) {
      return records.stream()
          .filter(record -> record.partitionKey().equals(key))
          .map(Values::value)
          .toList();
    }

    @Override
    public Subscription subscription() {
      return Subscription.of(group, Topics.INTERACTIONS);
    }

    @Override
    public void read(Transaction transaction, BusRecord record) {
      if (refuses.get()) {
        throw new InvalidInput("record", "is not taken");
      }
      transaction.afterCommit(
          () -> {
            records.add(record);
            values.add(value(record));
          });
    }

    private static String value(BusRecord record) {
      return ((Interaction) record.data()).identifiers().get(0).value();
    }
  }
}
