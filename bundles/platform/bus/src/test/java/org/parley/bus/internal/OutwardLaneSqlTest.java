// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

/** An outward lane turned by hand; its reader ends when a test says so. */
@StoreTest(room = "bus")
class OutwardLaneSqlTest {
  private static final RetryPolicy RETRY =
      new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(10), new Random(1));

  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final FakeFeed feed = new FakeFeed();
  private final LinkedBlockingDeque<CompletableFuture<Void>> calls = new LinkedBlockingDeque<>();
  private final Running.Outward reader =
      new Running.Outward(Subscription.of("g", "test").parallel(2), delivery -> call());
  private final LosableStore store;
  private final Lane lane;

  OutwardLaneSqlTest(Store store) {
    this.store = new LosableStore(store);
    this.lane = lane();
  }

  private Lane lane() {
    return lane(2);
  }

  private Lane lane(int slots) {
    Database database = new Database(store, clock);
    Reading reading = new Reading(database, Codecs.create().records(), RETRY, new Traces());
    LaneState state =
        store.inTransaction(
            transaction -> {
              OpenGroup.in(transaction, reader.subscription(), clock.instant());
              return OpenLanes.in(transaction, "g", 1, feed).get(0);
            });
    LaneKeeper keeper = new LaneKeeper(database, "g", state);
    OutwardLane.Hands hands = new OutwardLane.Hands(slots, Runnable::run, () -> {});
    return new OutwardLane(reading, reader, feed, keeper, hands);
  }

  private CompletableFuture<Void> call() {
    CompletableFuture<Void> call = new CompletableFuture<>();
    calls.add(call);
    return call;
  }

  @TestTemplate
  void asksForNoRoundWhileAllSlotsAreTaken() {
    feed.append("a", "b", "c");
    lane.round();
    calls.remove().completeExceptionally(new ParleyException(Fault.REMOTE, "Down"));
    lane.round();
    assertThat(lane.inHand()).isEqualTo(2);

    clock.advance(Duration.ofMinutes(1));

    assertThat(lane.nextDue()).isEmpty();
    calls.remove().complete(null);
    assertThat(lane.nextDue()).hasValueSatisfying(due -> assertThat(due).isBefore(now()));
  }

  @TestTemplate
  void takesNoMoreLargeRecordsInOneRoundAfterTheOther() {
    Lane wide = lane(16);
    feed.large(1 << 20, "a", "b", "c", "d");
    wide.round();
    wide.round();
    assertThat(calls).hasSize(2);

    calls.remove().completeExceptionally(new ParleyException(Fault.REMOTE, "Down"));
    wide.round();
    wide.round();

    assertThat(calls).hasSize(2);
    assertThat(wide.inHand()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(1));
    assertThat(wide.nextDue()).isEmpty();
    calls.forEach(call -> call.complete(null));
    while (wide.round()) {
      calls.forEach(call -> call.complete(null));
    }
    assertThat(reader.deliveries).hasSize(5);
  }

  @TestTemplate
  void asksForNoRoundForAReplayWhoseKeyIsTaken() {
    Replay replay = replay("a");
    feed.append("a");
    lane.round();

    lane.replay(replay);

    assertThat(lane.nextDue()).isEmpty();
    calls.remove().complete(null);
    assertThat(lane.nextDue()).contains(replay.due());
  }

  @TestTemplate
  void settlesADeliveredReplayOnceTheDatabaseIsBackAndCallsNobodyAgain() {
    Replay replay = replay("a");
    lane.replay(replay);
    lane.round();
    store.lose();

    calls.remove().complete(null);

    assertThatThrownBy(lane::round).isInstanceOf(ParleyException.class);
    lane.replay(replay);
    store.find();
    while (lane.round()) {
      // until it has nothing more to do
    }
    assertThat(reader.deliveries).hasSize(1);
    assertThat(parked()).isEmpty();
    assertThat(lane.inHand()).isZero();
  }

  @TestTemplate
  void settlesADeliveredReplayAtTheEnd() {
    lane.replay(replay("a"));
    lane.round();
    calls.remove().complete(null);

    lane.finish();

    assertThat(parked()).isEmpty();
  }

  @TestTemplate
  void handsOutNoReplayThatWasDiscardedMeanwhile() {
    Replay replay = replay("a");
    lane.replay(replay);
    store.inTransaction(transaction -> SettleParked.discard(transaction, replay.parked()));

    lane.round();
    clock.advance(Duration.ofMinutes(1));
    lane.round();

    assertThat(reader.deliveries).isEmpty();
    assertThat(lane.nextDue()).isEmpty();
    assertThat(lane.inHand()).isZero();
  }

  @TestTemplate
  void handsOutNoReplayOnceAnotherHubHasTheLane() {
    Replay replay = replay("a");
    lane.replay(replay);
    store.inTransaction(transaction -> OpenLanes.takeOver(transaction, "g", 0, 1));

    lane.round();
    clock.advance(Duration.ofMinutes(1));
    lane.round();

    assertThat(reader.deliveries).isEmpty();
    assertThat(parked()).containsExactly(replay.parked());
    assertThat(lane.inHand()).isZero();
  }

  @TestTemplate
  void endsAReplayThatWasDiscardedWhileItWasOut() {
    Replay replay = replay("a");
    lane.replay(replay);
    lane.round();
    store.inTransaction(transaction -> SettleParked.discard(transaction, replay.parked()));
    calls.remove().complete(null);

    lane.round();

    assertThat(lane.nextDue()).isEmpty();
    assertThat(reader.deliveries).hasSize(1);
  }

  private List<UUID> parked() {
    return store.read(read -> read.sql("SELECT id FROM bus_parked").list(row -> row.id("id")));
  }

  private Instant now() {
    return clock.instant();
  }

  /** A parked record of some key that a person wants replayed. */
  private Replay replay(String key) {
    LoggedRecord record = new FakeFeed().append(key).at(1);
    var parking = new Parking(record, Fault.REMOTE, "Down", 4);
    store.inTransaction(
        transaction -> {
          Park.in(transaction, "g", new TreeMap<>(Map.of(1L, parking)), now());
          return parking;
        });
    UUID id = parked().get(0);
    store.inTransaction(transaction -> SettleParked.replay(transaction, id, now()));
    return new Replay(id, record, 0, now());
  }
}
