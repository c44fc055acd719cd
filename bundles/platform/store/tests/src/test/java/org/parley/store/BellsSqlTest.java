// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.store.Bell;
import org.parley.store.internal.DatabaseSettings;
import org.parley.store.internal.SharedBells;
import org.parley.testkit.TestStore;
import org.parley.testkit.TestStore.Kind;

/** Two hubs on one PostgreSQL wake each other. */
class BellsSqlTest {
  private final AtomicInteger heard = new AtomicInteger();
  private TestStore database;
  private Gate gate;
  private SharedBells here;
  private SharedBells there;
  private Bell bell;

  @BeforeAll
  static void onlyOnPostgres() {
    assumeTrue(Kind.chosen().contains(Kind.POSTGRESQL), "PostgreSQL was not asked for");
  }

  @BeforeEach
  void start() throws IOException {
    database = TestStore.open(Kind.POSTGRESQL, "sample");
    int port = URI.create(database.settings().url().substring("jdbc:".length())).getPort();
    gate = new Gate(port);
    here = bells(database.settings());
    there = bells(through(gate, port));
    bell = here.of("sample.changed");
    there.of("sample.changed").listen(heard::incrementAndGet);
    there.start();
    await().untilAsserted(() -> assertThat(heard).hasValue(1)); // for it may have missed one
  }

  private SharedBells bells(DatabaseSettings settings) {
    return new SharedBells(database.store(), settings, UUID.randomUUID());
  }

  private DatabaseSettings through(Gate gate, int port) {
    DatabaseSettings known = database.settings();
    String url = known.url().replace(":" + port + "/", ":" + gate.port() + "/");
    return new DatabaseSettings(url, known.user(), known.password(), 2);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    gate.close();
    database.close();
  }

  private void hears(Runnable what) {
    int before = heard.get();
    what.run();
    await().untilAsserted(() -> assertThat(heard).hasValueGreaterThan(before));
  }

  @Test
  void wakesWhoListensOnAnotherHub() {
    hears(bell::ring);
    hears(bell::ring);
  }

  @Test
  void wakesNobodyOfOtherBellsOfThisHubOrOfAnotherSchema() {
    AtomicInteger here = new AtomicInteger();
    AtomicInteger elsewhere = new AtomicInteger();
    this.here.of("sample.changed").listen(here::incrementAndGet);
    this.here.start();
    try (TestStore other = TestStore.open(Kind.POSTGRESQL, "sample");
        SharedBells others =
            new SharedBells(other.store(), other.settings(), UUID.randomUUID()).start()) {
      others.of("sample.changed").listen(elsewhere::incrementAndGet);
      await().untilAsserted(() -> assertThat(here).hasValue(1));
      others.of("sample.changed").ring();
      this.here.of("sample.other").ring();
      there.of("sample.changed").ring();
      await().untilAsserted(() -> assertThat(here).hasValue(2));
      hears(bell::ring);
      assertThat(heard).hasValue(2);
      assertThat(here).hasValue(2);
      assertThat(elsewhere).hasValueLessThan(2);
    }
  }

  @Test
  void wakesFewTimesHoweverOftenItIsRung() {
    long begun = System.nanoTime();
    long rung = 0;
    while (System.nanoTime() - begun < Duration.ofMillis(500).toNanos()) {
      bell.ring();
      rung++;
    }
    long moments = (System.nanoTime() - begun) / Duration.ofMillis(20).toNanos();
    hears(bell::ring);
    assertThat(rung).isGreaterThan(10_000);
    assertThat(heard.get()).isBetween(3, (int) moments + 4);
  }

  @Test
  void wakesAllHoweverOneOfThemFails() {
    AtomicInteger after = new AtomicInteger();
    there
        .of("sample.changed")
        .listen(
            () -> {
              throw new IllegalStateException("It is being replaced");
            });
    there.of("sample.changed").listen(after::incrementAndGet);
    hears(bell::ring);
    hears(bell::ring);
    await().untilAsserted(() -> assertThat(after).hasValueGreaterThan(1));
  }

  @Test
  void listensAgainWhereTheServerEndedItsConnection() {
    hears(this::endListening);
    hears(bell::ring);
  }

  private void endListening() {
    int ended =
        database
            .store()
            .read(
                tx ->
                    tx.sql(
                            "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
                                + " WHERE application_name = 'parley-bells'")
                        .list(row -> row.flag("ended")))
            .size();
    assertThat(ended).isPositive();
  }

  @Test
  void listensAgainWhereTheServerWasAwayForAWhile() throws IOException {
    gate.shut();
    bell.ring();
    assertThat(heard).hasValue(1);
    hears(gate::reopen);
    hears(bell::ring);
  }

  @Test
  void endsWithItsHub() {
    there.close();
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain("parley-bells-hear"));
  }
}
