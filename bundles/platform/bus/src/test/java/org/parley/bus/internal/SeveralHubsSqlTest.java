// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.PageRequest;
import org.parley.api.store.Lease;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.TestStore;

/** Several hubs on one PostgreSQL. */
class SeveralHubsSqlTest {
  private TestStore database;
  private LosableStore losable;
  private SharedLeases firstLeases;
  private Halting halting;
  private SharedLeases secondLeases;
  private Running first;
  private Running second;

  @BeforeEach
  void start() {
    database = TestStore.open(TestStore.Kind.POSTGRESQL, "store", "bus");
    losable = new LosableStore(database.store());
    firstLeases = leases(losable);
    halting = new Halting(firstLeases);
    first = new Running(losable, halting);
    Running.Inward probe = first.inward("probe");
    first.append(record("a", "up"));
    await().untilAsserted(() -> assertThat(probe.read).containsExactly("up"));
    first.remove(probe);
    secondLeases = leases(database.store());
    second = new Running(database.store(), secondLeases);
  }

  @AfterEach
  void stop() {
    losable.find();
    halting.gate.countDown();
    first.close();
    firstLeases.close();
    second.close();
    secondLeases.close();
    database.close();
  }

  @Test
  void readsOnOneHubWhatEitherAppends() {
    Running.Inward here = first.inward("g");
    Running.Inward there = second.inward("g");

    IntStream.range(0, 50)
        .forEach(i -> (i % 2 == 0 ? first : second).append(record("k" + i % 5, i)));

    await().untilAsserted(() -> assertThat(here.read).hasSize(51).doesNotHaveDuplicates());
    assertThat(there.read).isEmpty();
    for (int key = 0; key < 5; key++) {
      int mine = key;
      assertThat(here.read.stream().filter(said -> !said.equals("up")).map(Integer::valueOf))
          .filteredOn(said -> said % 5 == mine)
          .isSorted();
    }
  }

  @Test
  void goesOnAtTheOtherHubWhenOneDies() {
    Running.Inward here = first.inward("g", 3, (transaction, record) -> {});
    Running.Inward there = second.inward("g", 3, (transaction, record) -> {});
    IntStream.range(0, 100).forEach(i -> first.append(record("k" + i % 7, i)));
    losable.lose();

    IntStream.range(100, 200).forEach(i -> second.append(record("k" + i % 7, i)));

    await().untilAsserted(() -> assertThat(all(here, there)).hasSize(201));
    losable.find();
    second.append(record("k", "end"));
    await().untilAsserted(() -> assertThat(there.read).contains("end"));
    assertThat(Stream.of(here.read, there.read).flatMap(List::stream).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void goesOnWhereItsSuccessorIsGoneBeforeItComesBack() {
    Running.Inward here = first.inward("g");
    await().untilAsserted(() -> assertThat(here.read).containsExactly("up"));
    losable.lose();
    Running.Inward there = second.inward("g");
    second.append(record("a", "meanwhile"));
    await().untilAsserted(() -> assertThat(there.read).containsExactly("meanwhile"));
    second.remove(there);
    second.append(record("a", "unread"));
    await()
        .untilAsserted(
            () -> assertThat(second.engine.desk().topics()).anyMatch(topic -> topic.last() == 3));
    second.close();
    secondLeases.close();

    losable.find();

    await().untilAsserted(() -> assertThat(here.read).containsExactly("up", "unread"));
    secondLeases = leases(database.store());
    second = new Running(database.store(), secondLeases);
  }

  /** It stands still behind a numbering, and learns there of what came meanwhile. */
  @Test
  void goesOnWhereItStoodStillInTheMiddleOfNumbering() {
    Running.Inward here = first.inward("g");
    await().untilAsserted(() -> assertThat(here.read).containsExactly("up"));
    halting.when = () -> numbered() == 2;
    first.append(record("a", "halting"));
    await().untilAsserted(() -> assertThat(here.read).containsExactly("up", "halting"));
    await().until(() -> halting.halted);
    losable.lose();
    Running.Inward there = second.inward("g");
    second.append(record("a", "meanwhile"));
    await().untilAsserted(() -> assertThat(there.read).containsExactly("meanwhile"));
    second.close();
    secondLeases.close();

    losable.find();
    halting.gate.countDown();
    first.append(record("a", "end"));

    await().untilAsserted(() -> assertThat(here.read).containsExactly("up", "halting", "end"));
    secondLeases = leases(database.store());
    second = new Running(database.store(), secondLeases);
  }

  /** How many records have a position, by what is committed. */
  private long numbered() {
    return database.store().read(NumberRows::ends).values().stream()
        .mapToLong(end -> end.position() - 1)
        .sum();
  }

  private static TreeSet<String> all(Running.Inward... readers) {
    TreeSet<String> all = new TreeSet<>();
    List.of(readers).forEach(reader -> all.addAll(reader.read));
    return all;
  }

  @Test
  void obeysWhatIsDecidedAtTheOtherHubsDesk() {
    List<String> refused = new ArrayList<>(List.of("1"));
    Running.Inward here =
        first.inward(
            "g",
            1,
            (transaction, record) -> {
              if (refused.contains(Running.said(record))) {
                throw new org.parley.api.InvalidInput("said", "not yet");
              }
            });
    second.append(record("a", 1));
    await()
        .untilAsserted(
            () -> assertThat(second.engine.desk().parked(PageRequest.first(9)).items()).hasSize(1));
    UUID parked = second.engine.desk().parked(PageRequest.first(9)).items().get(0).id();

    refused.clear();
    second.engine.desk().replay(parked);

    await().untilAsserted(() -> assertThat(here.read).contains("1"));
    second.engine.desk().pause("g");
    await()
        .untilAsserted(
            () -> assertThat(first.engine.desk().groups()).anyMatch(group -> group.paused()));
  }

  private static SharedLeases leases(Store store) {
    return new SharedLeases(store, UUID.randomUUID(), Duration.ofMillis(500), System::nanoTime)
        .start();
  }

  /** Who asks for a lease stands still once a test says so. */
  private static final class Halting implements Leases {
    private final Leases leases;
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile BooleanSupplier when = () -> false;
    private volatile boolean halted;

    Halting(Leases leases) {
      this.leases = leases;
    }

    @Override
    public Lease of(String name) {
      Lease lease = leases.of(name);
      return name.equals("bus.sequencer") ? new HaltingLease(lease) : lease;
    }

    private final class HaltingLease implements Lease {
      private final Lease lease;

      HaltingLease(Lease lease) {
        this.lease = lease;
      }

      @Override
      public boolean hold() {
        if (!halted && when.getAsBoolean()) {
          halted = true;
          await().atMost(Duration.ofMinutes(1)).until(() -> gate.getCount() == 0);
        }
        return lease.hold();
      }

      @Override
      public void check(Transaction transaction) {
        lease.check(transaction);
      }

      @Override
      public void give() {
        lease.give();
      }
    }
  }
}
