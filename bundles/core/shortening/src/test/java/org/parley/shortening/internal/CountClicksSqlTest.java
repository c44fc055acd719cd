// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Links.Day;
import org.parley.api.links.Origin;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "shortening")
class CountClicksSqlTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  private final TestRoom room;
  private final CountClicks reader = new CountClicks();

  CountClicksSqlTest(Store store) {
    room = TestRoom.on(store);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void countsPeopleEachDaysDifferentPeopleAndRobots() {
    Link link = room.create("sale");
    click("192.0.2.1", TestRoom.PERSON);
    click("192.0.2.1", TestRoom.PERSON);
    click("192.0.2.2", TestRoom.PERSON);
    click("192.0.2.3", TestRoom.ROBOT);
    room.clock.advance(Duration.ofDays(1));
    click("192.0.2.1", TestRoom.PERSON);
    room.deliver(reader);

    assertThat(room.links.find(link.id()).orElseThrow().clicks()).isEqualTo(new Clicks(4, 3, 1));
    assertThat(room.links.days(link.id(), FIRST, FIRST.plusDays(9)))
        .containsExactly(
            new Day(FIRST, new Clicks(3, 2, 1)), new Day(FIRST.plusDays(1), new Clicks(1, 1, 0)));
    assertThat(room.links.days(link.id(), FIRST.plusDays(2), FIRST.plusDays(9))).isEmpty();
  }

  @TestTemplate
  void countsAVisitorOnceForEachLink() {
    Link sale = room.create("sale");
    Link news = room.create("news");
    room.follow("sale");
    room.follow("news");
    room.follow("news");
    room.deliver(reader);
    assertThat(room.links.find(sale.id()).orElseThrow().clicks()).isEqualTo(new Clicks(1, 1, 0));
    assertThat(room.links.find(news.id()).orElseThrow().clicks()).isEqualTo(new Clicks(2, 1, 0));
  }

  @TestTemplate
  void countsManyClicksInOneTransaction() {
    Link sale = room.create("sale");
    Link news = room.create("news");
    for (int visitor = 0; visitor < 20; visitor++) {
      click("192.0.2." + visitor % 7, TestRoom.PERSON);
      room.follow(room.visit("news", TestRoom.ROBOT, "192.0.2.1"));
    }
    List<BusRecord> records = room.bus.records("click.recorded");
    room.store.inTransaction(
        tx -> {
          reader.read(tx, records);
          return true;
        });
    assertThat(room.links.find(sale.id()).orElseThrow().clicks()).isEqualTo(new Clicks(20, 7, 0));
    assertThat(room.links.find(news.id()).orElseThrow().clicks()).isEqualTo(new Clicks(0, 0, 20));
  }

  @TestTemplate
  void countsNothingOfATransactionThatFails() {
    Link sale = room.create("sale");
    click("192.0.2.1", TestRoom.PERSON);
    List<BusRecord> records = room.bus.records("click.recorded");
    assertThatThrownBy(
            () ->
                room.store.inTransaction(
                    tx -> {
                      reader.read(tx, records);
                      throw new InvalidInput("x", "refused");
                    }))
        .isInstanceOf(InvalidInput.class);
    room.deliver(reader);
    assertThat(room.links.find(sale.id()).orElseThrow().clicks()).isEqualTo(new Clicks(1, 1, 0));
  }

  @TestTemplate
  void countsClicksThatComeADayLate() {
    Link link = room.create("sale");
    click("192.0.2.1", TestRoom.PERSON);
    room.deliver(reader);
    click("192.0.2.1", TestRoom.PERSON);
    room.clock.advance(Duration.ofDays(1));
    room.upkeep.destroyPast();
    room.deliver(reader);
    assertThat(room.links.find(link.id()).orElseThrow().clicks()).isEqualTo(new Clicks(2, 1, 0));
  }

  @TestTemplate
  void forgetsWhoWasCounted() {
    room.create("sale");
    click("192.0.2.1", TestRoom.PERSON);
    room.deliver(reader);
    room.clock.advance(Duration.ofDays(2));
    room.upkeep.destroyPast();
    assertThat(visitors()).isOne();
    room.clock.advance(Duration.ofDays(1));
    room.upkeep.destroyPast();
    assertThat(visitors()).isZero();
  }

  /**
   * Clicks in batches, some of which fail and some of which come late, by readers of which each is
   * replaced after a while.
   */
  @TestTemplate
  void countsWhatASimpleCounterCounts() {
    Random random = new Random(7);
    List<Link> links = IntStream.range(0, 5).mapToObj(i -> room.create("link" + i)).toList();
    SimpleCounter expected = new SimpleCounter();
    CountClicks counting = new CountClicks(new Visitors(30));
    List<BusRecord> late = List.of();
    for (int batch = 0; batch < 40; batch++) {
      if (batch % 9 == 8) {
        counting = new CountClicks(new Visitors(30));
        room.clock.advance(Duration.ofHours(5));
      }
      List<BusRecord> records = new ArrayList<>(late);
      records.addAll(someClicks(random, links));
      late = records.subList(records.size() - random.nextInt(3), records.size());
      records = records.subList(0, records.size() - late.size());
      boolean fails = random.nextInt(4) == 0;
      attempt(counting, records, fails);
      if (fails) {
        attempt(counting, records, false);
      }
      records.forEach(record -> expected.add((ClickRecorded) record.data()));
    }
    for (Link link : links) {
      assertThat(room.links.find(link.id()).orElseThrow().clicks())
          .isEqualTo(expected.total(link.id()));
      assertThat(room.links.days(link.id(), FIRST, FIRST.plusDays(9)))
          .isEqualTo(expected.days(link.id()));
    }
  }

  private List<BusRecord> someClicks(Random random, List<Link> links) {
    room.bus.clear();
    for (int click = 2 + random.nextInt(30); click >= 0; click--) {
      String slug = links.get(random.nextInt(links.size())).slug();
      String agent = random.nextInt(5) == 0 ? TestRoom.ROBOT : TestRoom.PERSON;
      room.follow(room.visit(slug, agent, "192.0.2." + random.nextInt(40)));
    }
    return room.bus.records("click.recorded");
  }

  private void attempt(CountClicks counting, List<BusRecord> records, boolean fails) {
    try {
      room.store.inTransaction(
          tx -> {
            counting.read(tx, records);
            if (fails) {
              throw new InvalidInput("x", "refused");
            }
            return true;
          });
    } catch (InvalidInput refused) {
      assertThat(fails).isTrue();
    }
  }

  @TestTemplate
  void countsADayThatIsOverWithTheClicksThatComeLate() {
    Link link = room.create("sale");
    click("192.0.2.1", TestRoom.PERSON);
    List<BusRecord> late = List.copyOf(room.bus.records("click.recorded"));
    room.bus.clear();
    room.clock.advance(Duration.ofDays(1));
    click("192.0.2.1", TestRoom.PERSON);
    room.deliver(reader);
    late.forEach(record -> room.deliver(reader, record.data()));
    late.forEach(record -> room.deliver(reader, record.data()));

    assertThat(room.links.find(link.id()).orElseThrow().clicks()).isEqualTo(new Clicks(3, 2, 0));
    assertThat(room.links.days(link.id(), FIRST, FIRST.plusDays(9)))
        .containsExactly(
            new Day(FIRST, new Clicks(2, 1, 0)), new Day(FIRST.plusDays(1), new Clicks(1, 1, 0)));
  }

  @TestTemplate
  void goesOnCountingVisitorsWhereAnotherHubStopped() {
    Link link = room.create("sale");
    CountClicks there = new CountClicks();
    click("192.0.2.1", TestRoom.PERSON);
    room.deliver(there);
    click("192.0.2.1", TestRoom.PERSON);
    click("192.0.2.2", TestRoom.PERSON);
    room.deliver(reader);
    click("192.0.2.2", TestRoom.PERSON);
    room.deliver(there);
    assertThat(room.links.find(link.id()).orElseThrow().clicks()).isEqualTo(new Clicks(4, 2, 0));
  }

  @TestTemplate
  void countsThoseForWhomMemoryHasNoPlace() {
    Link link = room.create("sale");
    CountClicks small = new CountClicks(new Visitors(3));
    for (int visitor = 0; visitor < 20; visitor++) {
      click("192.0.2." + visitor % 7, TestRoom.PERSON);
      room.deliver(small);
    }
    assertThat(room.links.find(link.id()).orElseThrow().clicks()).isEqualTo(new Clicks(20, 7, 0));
    assertThat(visitors()).isEqualTo(7);
    room.clock.advance(Duration.ofDays(3));
    room.upkeep.destroyPast();
    assertThat(visitors()).isZero();
  }

  @TestTemplate
  void passesOverAClickOnALinkThatIsNotThere() {
    room.deliver(
        reader,
        new ClickRecorded(
            Ids.next(room.clock.instant()),
            UUID.randomUUID(),
            room.clock.instant(),
            Origin.NONE,
            TestRoom.PERSON,
            Optional.empty(),
            Optional.empty(),
            "key",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(visitors()).isOne();
  }

  private void click(String address, String agent) {
    room.follow(room.visit("sale", agent, address));
  }

  /** In rows of many and in rows of their own. */
  private long visitors() {
    return room.store.read(
        tx -> {
          List<Integer> parts =
              tx.sql("SELECT visitors FROM shortening_arrival")
                  .list(row -> row.bytes("visitors").length / Long.BYTES);
          long single =
              tx.sql("SELECT COUNT(*) AS n FROM shortening_visitor")
                  .first(row -> row.number("n"))
                  .orElseThrow();
          return single + parts.stream().mapToInt(each -> each).sum();
        });
  }
}
