// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.crm;
import static org.parley.profiling.internal.World.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Store;
import org.parley.store.internal.Database;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

/** What one hub remembers of people, while another changes them. */
@StoreTest(room = "profiling")
class HandOverSqlTest {
  private static final int PEOPLE = 8;
  private static final int ROUNDS = 40;

  private final Store store;
  private final Database second;
  private final World hub;
  private final World other;

  HandOverSqlTest(Store store, TestStore opened) {
    this.store = store;
    this.second = Database.open(opened.settings());
    this.hub = new World(store);
    this.other = new World(second.store());
  }

  @AfterEach
  void close() {
    second.release();
  }

  @TestTemplate
  void findsNobodyWhereTheOtherHubErased() {
    hub.does("page.viewed", crm("ada"));
    UUID before = hub.one("crm:ada").id();

    other.desk.erase(before);
    hub.does("page.viewed", crm("ada"));

    UUID after = hub.one("crm:ada").id();
    assertThat(after).isNotEqualTo(before);
    assertThat(hub.types(after)).containsExactly("page.viewed");
    assertSound();
  }

  @TestTemplate
  void followsAMergeAndItsUndoingOnTheOtherHub() {
    hub.does("page.viewed", email("ada@example.org"));
    hub.does("page.viewed", email("bob@example.org"));
    UUID ada = hub.one("email:ada@example.org").id();
    UUID bob = hub.one("email:bob@example.org").id();

    UUID merge = other.desk.merge(ada, bob).id();
    hub.does("mail.opened", email("bob@example.org"));
    assertThat(hub.types(ada)).contains("mail.opened");

    other.desk.split(ada, merge);
    hub.does("mail.clicked", email("bob@example.org"));
    assertThat(hub.types(bob)).contains("mail.clicked");
    assertSound();
  }

  @TestTemplate
  void hearsANoThatTheOtherHubRead() {
    hub.does("page.viewed", browser("tab"));
    UUID somebody = hub.one("visitor:tab").id();

    other.answers("remember", false, browser("tab"));
    hub.does("page.left", browser("tab"));

    assertThat(hub.types(somebody)).doesNotContain("page.left");
  }

  @TestTemplate
  void hearsANoOfItsOwn() {
    hub.does("page.viewed", browser("tab"));
    hub.does("page.viewed", email("ada@example.org"));
    UUID somebody = hub.one("visitor:tab").id();

    hub.answers("remember", false, browser("tab"));
    hub.does("page.left", browser("tab"));

    assertThat(hub.types(somebody)).doesNotContain("page.left");
  }

  /** The turn that came to nothing has the number of the one that the other hub takes next. */
  @TestTemplate
  void forgetsWhatATransactionThatFailedHadLearned() {
    assertThatThrownBy(() -> fail(List.of(viewed(browser("tab")), viewed(crm("ada")))))
        .isInstanceOf(ParleyException.class);

    other.does("page.viewed", browser("tab"));
    hub.does("page.viewed", browser("tab"));
    hub.does("page.viewed", crm("ada"));

    assertThat(hub.types(hub.one("visitor:tab").id())).hasSize(2);
    assertThat(hub.types(hub.one("crm:ada").id())).hasSize(1);
    assertSound();
  }

  @TestTemplate
  void saysToTheInstantWhenSomebodyWasSeen() {
    hub.does("page.viewed", crm("ada"));
    hub.does("page.viewed", crm("ada"));
    Interaction last = hub.does("page.viewed", crm("ada"));

    Profile ada = hub.one("crm:ada");
    assertThat(ada.lastSeenAt()).isEqualTo(last.at());
    assertThat(other.profiles.find(ada.id()).orElseThrow().lastSeenAt()).isEqualTo(last.at());
  }

  /** Batches on one hub, and on the other whatever changes who is who. */
  @TestTemplate
  void putsEverythingWithWhoLivesWhileAnotherHubChangesThem() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> reading = threads.submit(this::readMany);
      Future<?> changing = threads.submit(this::changeMany);
      reading.get();
      changing.get();
    } finally {
      threads.shutdownNow();
    }

    assertSound();
    hub.read(IntStream.range(0, PEOPLE).mapToObj(person -> viewed(crm("c" + person))).toList());
    for (int person = 0; person < PEOPLE; person++) {
      assertThat(hub.types(hub.one("crm:c" + person).id())).contains("page.viewed");
    }
    assertSound();
  }

  private void readMany() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      List<BusRecord> some = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        some.add(viewed(crm("c" + random.nextInt(PEOPLE))));
      }
      hub.read(some);
    }
  }

  private void changeMany() {
    Random random = new Random(2);
    for (int round = 0; round < ROUNDS; round++) {
      List<UUID> living = List.copyOf(Portrait.living(other));
      if (living.size() > 1) {
        change(random, living);
      }
    }
  }

  private void change(Random random, List<UUID> living) {
    UUID one = living.get(random.nextInt(living.size()));
    UUID next = living.get(random.nextInt(living.size()));
    switch (random.nextInt(3)) {
      case 0 -> other.desk.erase(one);
      case 1 -> {
        if (!one.equals(next)) {
          other.desk.merge(one, next);
        }
      }
      default -> other.read(List.of(viewed(crm("c" + random.nextInt(PEOPLE)))));
    }
  }

  /** Nothing is anybody's who does not live. */
  private void assertSound() {
    for (String table : List.of("profiling_entry", "profiling_identifier")) {
      assertThat(lost(table)).as(table).isZero();
    }
  }

  private long lost(String table) {
    return store.read(
        transaction ->
            transaction
                .sql(
                    "SELECT COUNT(*) AS n FROM "
                        + table
                        + " t JOIN profiling_profile p ON p.id = t.profile"
                        + " WHERE p.state NOT IN ('ANONYMOUS', 'IDENTIFIED')")
                .first(row -> row.number("n"))
                .orElseThrow());
  }

  private void fail(List<BusRecord> records) {
    store.inTransaction(
        transaction -> {
          hub.reader.read(transaction, records);
          return transaction.sql("INSERT INTO profiling_turn (id, taken) VALUES (1, 0)").update();
        });
  }

  private BusRecord viewed(Identifier identifier) {
    Interaction interaction =
        new Interaction(
            Ids.next(hub.now()),
            "page.viewed",
            hub.now(),
            List.of(identifier),
            Origin.NONE,
            Map.of());
    return BusRecord.of("/test", "somebody", hub.now(), interaction);
  }
}
