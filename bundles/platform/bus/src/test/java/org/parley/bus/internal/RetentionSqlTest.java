// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.bus.BusDesk.HeldLog;
import org.parley.api.bus.BusDesk.TopicStatus;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class RetentionSqlTest {
  private final Store store;
  private final Database database;
  private final Running bus;

  RetentionSqlTest(Store store) {
    this.store = store;
    this.database = new Database(store, Clock.systemUTC());
    this.bus = new Running(store, Running.withoutMemory());
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @TestTemplate
  void forgetsWhatEveryGroupIsDoneWith() {
    Running.Inward reader = bus.inward("g");
    IntStream.range(0, 450).forEach(i -> bus.append(record("a", i)));
    await().untilAsserted(() -> assertThat(reader.read).hasSize(450));
    await().untilAsserted(() -> assertThat(count("bus_lane WHERE position = 450")).isOne());

    forget(Duration.ofSeconds(-5));

    assertThat(count("bus_log")).isZero();
    assertThat(count("bus_sequence")).isZero();
    assertThat(count("bus_id")).isZero();
    bus.append(record("a", "next"));
    await().untilAsserted(() -> assertThat(reader.read).contains("next"));
    assertThat(bus.engine.desk().topics()).containsExactly(new TopicStatus("things", 451, 1));
  }

  @TestTemplate
  void keepsWhatAGroupHasStillToRead() {
    Running.Inward quick = bus.inward("quick");
    Running.Inward slow = bus.inward("slow");
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(slow.read).hasSize(1));
    bus.remove(slow);
    bus.append(record("a", 2));
    bus.append(record("a", 3));
    await().untilAsserted(() -> assertThat(quick.read).hasSize(3));

    forget(Duration.ofSeconds(-5));

    assertThat(count("bus_log")).isEqualTo(2);
    Running.Inward back = bus.inward("slow");
    await().untilAsserted(() -> assertThat(back.read).containsExactly("2", "3"));
  }

  @TestTemplate
  void waitsForAForgottenGroupNoMore() {
    Running.Inward slow = bus.inward("slow", 2, (transaction, record) -> {});
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(slow.read).hasSize(1));
    bus.remove(slow);
    bus.append(record("a", 2), record("b", 3));
    await().untilAsserted(() -> assertThat(count("bus_sequence")).isEqualTo(2));

    bus.engine.desk().forget("slow");
    bus.append(record("a", 4));
    await().untilAsserted(() -> assertThat(count("bus_sequence")).isEqualTo(3));
    Running.Inward back = bus.inward("slow", 2, (transaction, record) -> {});
    await().untilAsserted(() -> assertThat(back.read).containsExactly("4"));
    bus.remove(back);
    bus.engine.desk().forget("slow");
    forget(Duration.ofSeconds(-5));

    assertThat(count("bus_log")).isZero();
    assertThat(count("bus_group")).isZero();
    assertThat(count("bus_lane")).isZero();
  }

  @TestTemplate
  void keepsWhatIsYoung() {
    Running.Inward reader = bus.inward("g");
    BusRecord record = record("a", 1);
    bus.append(record);
    await().untilAsserted(() -> assertThat(reader.read).hasSize(1));

    forget(Duration.ofDays(1));

    assertThat(count("bus_log")).isOne();
  }

  /** An embedded database lets one who scans past an uncommitted row wait for it. */
  @TestTemplate
  void shortensTheLogWhileIdsAreNoted() {
    Running.Inward reader = bus.inward("g");
    IntStream.range(0, 20).forEach(i -> bus.append(record("a", i)));
    await().untilAsserted(() -> assertThat(reader.read).hasSize(20));
    await().untilAsserted(() -> assertThat(count("bus_lane WHERE position = 20")).isOne());

    int gone =
        store.inTransaction(
            noting -> {
              SeenIds.Noting ids = new SeenIds().noting(noting, "things");
              ids.repeated(List.of(LoggedRecord.of(record("a", "new"), new byte[0])));
              ids.write(21);
              return CompletableFuture.supplyAsync(this::forgetAll).join();
            });

    assertThat(gone).isEqualTo(20);
    assertThat(count("bus_id")).isOne();
  }

  private int forgetAll() {
    Instant soon = Instant.now().plusSeconds(5);
    return store.inTransaction(
        transaction -> ForgetRows.in(transaction, "things", new ForgetRows.Unneeded(20, soon, 0)));
  }

  @TestTemplate
  void forgetsTheOldestOfATopicThatHoldsTooMuch() {
    Running.Inward reader = bus.inward("g");
    String kilobyte = "x".repeat(1_000);
    IntStream.range(0, 20).forEach(i -> bus.append(record("a", i + kilobyte)));
    await().untilAsserted(() -> assertThat(count("bus_lane WHERE position = 20")).isOne());

    Retention retention = retention(Duration.ofDays(1), 5_500);
    retention.forget();

    assertThat(reader.read).hasSize(20);
    assertThat(count("bus_log")).isEqualTo(5);
    assertThat(count("bus_sequence WHERE position > 15")).isEqualTo(5);
    assertThat(retention.held()).isEmpty();
  }

  @TestTemplate
  void namesTheGroupForWhichATopicHoldsTooMuch() {
    Running.Inward quick = bus.inward("quick");
    Running.Inward slow = bus.inward("slow");
    bus.append(record("a", "first"));
    await().untilAsserted(() -> assertThat(slow.read).hasSize(1));
    bus.remove(slow);
    IntStream.range(0, 20).forEach(i -> bus.append(record("a", "x".repeat(1_000))));
    await().untilAsserted(() -> assertThat(quick.read).hasSize(21));
    await().untilAsserted(() -> assertThat(count("bus_lane WHERE position = 21")).isOne());

    Retention retention = retention(Duration.ofDays(1), 5_500);
    retention.forget();

    assertThat(count("bus_log")).isEqualTo(20);
    assertThat(retention.held())
        .singleElement()
        .returns("slow", HeldLog::group)
        .returns("things", HeldLog::topic)
        .satisfies(held -> assertThat(held.bytes()).isBetween(20_000L, 30_000L));
    Running.Inward back = bus.inward("slow");
    await().untilAsserted(() -> assertThat(back.read).hasSize(20));
  }

  private void forget(Duration age) {
    retention(age, Long.MAX_VALUE).forget();
  }

  private Retention retention(Duration age, long bytes) {
    TopicLogs topics =
        new TopicLogs(store, Codecs.create().rows(), new PersonalKeys(Clock.systemUTC()), 0);
    topics.get("things").advance(1_000);
    return new Retention(database, topics, age, bytes);
  }

  private long count(String table) {
    List<Long> counts =
        store.read(
            read -> read.sql("SELECT COUNT(*) AS n FROM " + table).list(row -> row.number("n")));
    return counts.get(0);
  }
}
