// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusDesk.GroupStatus;
import org.parley.api.bus.BusDesk.ParkedRecord;
import org.parley.api.bus.BusDesk.TopicStatus;
import org.parley.api.bus.BusDesk.TraceStep;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class DeskSqlTest {
  private final Running bus;

  DeskSqlTest(Store store) {
    this.bus = new Running(store);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @TestTemplate
  void parksAtOnceWhatCanNeverSucceed() {
    Running.Inward reader = refusing("bad");

    bus.append(record("a", "bad"), record("a", "good"));

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("good"));
    ParkedRecord parked = onlyParked();
    assertThat(parked.group()).isEqualTo("g");
    assertThat(parked.fault()).isEqualTo(Fault.INPUT);
    assertThat(parked.reason()).isEqualTo("word: 'bad' is not nice");
    assertThat(parked.attempts()).isOne();
    assertThat(parked.data()).isEqualTo("\"bad\"");
    assertThat(parked.record().partitionKey()).isEqualTo("a");
    assertThat(group("g").parked()).isOne();
  }

  @TestTemplate
  void parksAfterTheLastTry() {
    Running.Outward reader =
        bus.outward(
            "g",
            1,
            delivery ->
                CompletableFuture.failedFuture(new ParleyException(Fault.REMOTE, "Still down")));

    bus.append(record("a", 1));

    await().untilAsserted(() -> assertThat(reader.parked).hasSize(1));
    assertThat(onlyParked().attempts()).isEqualTo(Running.QUICK.tries());
    assertThat(reader.deliveries)
        .extracting(delivery -> delivery.attempt())
        .containsExactly(1, 2, 3, 4);
    assertThat(reader.parked)
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(Running.said(parked.record())).isEqualTo("1");
              assertThat(parked.fault()).isEqualTo(Fault.REMOTE);
              assertThat(parked.reason()).isEqualTo("Still down");
            });
  }

  @TestTemplate
  void tellsTheReaderAgainWhenAReplayIsGivenUp() {
    Running.Outward reader =
        bus.outward(
            "g",
            1,
            delivery -> CompletableFuture.failedFuture(new InvalidInput("word", "is not nice")));
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(reader.parked).hasSize(1));

    bus.engine.desk().replay(onlyParked().id());

    await().untilAsserted(() -> assertThat(reader.parked).hasSize(2));
    assertThat(reader.parked.get(1).fault()).isEqualTo(Fault.INPUT);
  }

  @TestTemplate
  void replaysOnceAndMarksIt() {
    AtomicBoolean repaired = new AtomicBoolean();
    Running.Outward reader =
        bus.outward(
            "g",
            2,
            delivery ->
                repaired.get()
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.failedFuture(new InvalidInput("word", "is not nice")));
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));

    repaired.set(true);
    bus.engine.desk().replay(onlyParked().id());

    await().untilAsserted(() -> assertThat(reader.deliveries).hasSize(2));
    assertThat(reader.deliveries.get(1).replayed()).isTrue();
    assertThat(parked().items()).isEmpty();
  }

  @TestTemplate
  void replaysIntoAGroupThatChangesTheHubOnce() {
    AtomicBoolean repaired = new AtomicBoolean();
    Running.Inward reader =
        bus.inward(
            "g",
            1,
            (transaction, record) -> {
              if (!repaired.get()) {
                throw new InvalidInput("word", "is not nice");
              }
            });
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));
    UUID id = onlyParked().id();

    bus.engine.desk().replay(id);
    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));
    repaired.set(true);
    bus.engine.desk().replay(id);

    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1"));
    await().untilAsserted(() -> assertThat(bus.engine.desk().groups().get(0).parked()).isZero());
    assertThatThrownBy(() -> bus.engine.desk().replay(id)).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void discardsForGood() {
    refusing("bad");
    bus.append(record("a", "bad"));
    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));
    UUID id = onlyParked().id();

    bus.engine.desk().discard(id);

    assertThat(parked().items()).isEmpty();
    assertThatThrownBy(() -> bus.engine.desk().discard(id)).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void listsParkedRecordsYoungestFirstPageByPage() {
    refusing("bad");
    for (int i = 0; i < 5; i++) {
      bus.append(record("k" + i, "bad"));
      int wanted = i + 1;
      await().untilAsserted(() -> assertThat(parked().items()).hasSize(wanted));
    }

    Paged<ParkedRecord> first = bus.engine.desk().parked(PageRequest.first(3));
    Paged<ParkedRecord> second = bus.engine.desk().parked(new PageRequest(3, first.next()));

    assertThat(first.items())
        .extracting(parked -> parked.record().partitionKey())
        .containsExactly("k4", "k3", "k2");
    assertThat(second.items())
        .extracting(parked -> parked.record().partitionKey())
        .containsExactly("k1", "k0");
    assertThat(second.next()).isEmpty();
  }

  @TestTemplate
  void letsThePausedGroupsRecordsWait() {
    Running.Inward reader = bus.inward("g");
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1"));

    bus.engine.desk().pause("g");
    bus.append(record("a", 2));

    await().untilAsserted(() -> assertThat(group("g").lag()).isOne());
    assertThat(group("g").paused()).isTrue();
    assertThat(group("g").fed()).isFalse();
    assertThat(reader.read).containsExactly("1");
    bus.engine.desk().resume("g");
    await().untilAsserted(() -> assertThat(reader.read).containsExactly("1", "2"));
    assertThatThrownBy(() -> bus.engine.desk().pause("h")).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void forgetsAGroupThatNobodyReadsAs() {
    Running.Inward reader = refusing("bad");
    bus.append(record("a", "bad"));
    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));
    assertThatThrownBy(() -> bus.engine.desk().forget("g")).isInstanceOf(Conflict.class);
    bus.remove(reader);
    UUID parked = onlyParked().id();
    bus.engine.desk().replay(parked);

    bus.engine.desk().forget("g");

    assertThat(bus.engine.desk().groups()).isEmpty();
    assertThat(onlyParked().id()).isEqualTo(parked);
    assertThatThrownBy(() -> bus.engine.desk().replay(parked)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> bus.engine.desk().forget("g")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> bus.engine.desk().pause("g")).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void feedsAGroupNoMoreOnceItWasForgottenWithItsAccount() {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    Running.Outward reader = bus.outward("g", 1, delivery -> slow);
    bus.append(record("a", 1));
    await().untilAsserted(() -> assertThat(reader.said()).containsExactly("1"));

    bus.store.inTransaction(
        transaction -> {
          bus.engine.forget(transaction, "g");
          bus.engine.forget(transaction, "never there");
          return true;
        });
    slow.complete(null);
    bus.append(record("a", 2));
    Running.Inward other = bus.inward("h");

    await().untilAsserted(() -> assertThat(other.read).containsExactly("1", "2"));
    assertThat(reader.said()).containsExactly("1");
    assertThat(bus.engine.desk().groups()).extracting(GroupStatus::group).containsExactly("h");
  }

  @TestTemplate
  void tellsOfTopicsAndOfGroupsWithoutAReader() {
    Running.Inward reader = bus.inward("g");
    bus.append(record("a", 1), record("a", 2));
    await().untilAsserted(() -> assertThat(reader.read).hasSize(2));
    bus.remove(reader);
    bus.append(record("a", 3));

    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.desk().topics())
                    .containsExactly(new TopicStatus("things", 3, 3)));
    assertThat(bus.engine.desk().groups())
        .containsExactly(new GroupStatus("g", "things", 2, 1, 0, 0, false, false));
  }

  @TestTemplate
  void tracesARecordThroughWhatItCaused() {
    bus.inward(
        "first",
        1,
        (transaction, record) -> {
          if (Running.said(record).equals("cause")) {
            bus.engine.append(transaction, List.of(record("b", "effect")));
          }
        });
    BusRecord cause = record("a", "cause");
    bus.append(record("z", "other"));
    bus.append(cause);
    bus.append(record("z", "another"));
    await()
        .untilAsserted(() -> assertThat(bus.engine.desk().groups().get(0).position()).isEqualTo(4));

    List<TraceStep> steps = bus.engine.desk().trace(cause.id());

    assertThat(steps)
        .extracting(step -> Running.said(step.record()))
        .containsExactly("cause", "effect");
    assertThat(steps).allSatisfy(step -> assertThat(step.readBy()).containsExactly("first"));
    assertThat(bus.engine.desk().trace(steps.get(1).record().id())).isEqualTo(steps);
    assertThat(bus.engine.desk().trace(Ids.next(Instant.now()))).isEmpty();
  }

  @TestTemplate
  void looksForATraceNoFurtherThanItsRecordsMayLieApart() {
    BusRecord cause = record("a", "cause");
    String trace = cause.id().toString().replace("-", "");
    Optional<String> parent = Optional.of("00-" + trace + "-00f067aa0ba902b7-01");
    bus.append(cause);
    for (int i = 0; i < 3; i++) {
      bus.append(record("z", i));
    }
    BusRecord effect = record("b", "effect");
    bus.append(
        new BusRecord(
            effect.id(),
            effect.source(),
            effect.subject(),
            effect.time(),
            effect.partitionKey(),
            parent,
            effect.data()));
    await().untilAsserted(() -> assertThat(bus.engine.desk().trace(effect.id())).hasSize(2));

    assertThat(trace(trace, 3)).hasSize(2);
    assertThat(trace(trace, 2)).hasSize(1);
  }

  private List<FindTrace.Step> trace(String trace, int longestGap) {
    RowCodec codec = Codecs.create().rows();
    return bus.store.read(read -> new FindTrace(read, codec, longestGap).all(trace, 1));
  }

  @TestTemplate
  void parksWhatCannotBeReadAndGoesOn() {
    Running.Inward reader =
        new Running.Inward(Subscription.of("l", Topics.LEADS), (tx, record) -> {});
    bus.engine.groups().add(new Reader.Inward(reader.subscription(), reader));
    BusRecord broken =
        new BusRecord(
            Ids.next(Instant.now()),
            "/test",
            "a",
            Instant.now(),
            "a",
            Optional.empty(),
            new UnknownData(Topics.LEADS, "lead.scored", "{\"score\": \"many\"}"));

    bus.append(broken);

    await().untilAsserted(() -> assertThat(parked().items()).hasSize(1));
    assertThat(onlyParked().fault()).isEqualTo(Fault.INPUT);
    assertThat(onlyParked().record().data()).isInstanceOf(UnknownData.class);
    assertThat(onlyParked().data()).contains("many");
    assertThat(onlyParked().reason()).contains("lead.scored");
  }

  private Running.Inward refusing(String word) {
    return bus.inward(
        "g",
        1,
        (transaction, record) -> {
          if (Running.said(record).equals(word)) {
            throw new InvalidInput("word", "'" + word + "' is not nice");
          }
        });
  }

  private Paged<ParkedRecord> parked() {
    return bus.engine.desk().parked(PageRequest.first(100));
  }

  private ParkedRecord onlyParked() {
    return parked().items().get(0);
  }

  private GroupStatus group(String name) {
    return bus.engine.desk().groups().stream()
        .filter(status -> status.group().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
