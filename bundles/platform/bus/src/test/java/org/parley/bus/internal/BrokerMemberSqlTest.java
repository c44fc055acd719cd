// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.broker.BrokerMessage;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class BrokerMemberSqlTest {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final int MOST_CALLS = 10;

  private final Store store;
  private final Threads threads = new Threads(Clock.systemUTC());
  private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
  private final ReadingGroup group;
  private final Carrier carrier;
  private final BrokerMember member;

  BrokerMemberSqlTest(Store real) {
    this.store =
        (Store)
            Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> call(real, method, arguments));
    RetryPolicy retry = new RetryPolicy(4, MOMENT, MOMENT, new Random(1));
    Codecs codecs = Codecs.create();
    Database database = new Database(store, Clock.systemUTC());
    Reading reading = new Reading(database, codecs.records(), retry, new Traces());
    var reader = new Running.Inward(Subscription.of("g", "things"), (transaction, record) -> {});
    TopicLog log =
        new TopicLogs(store, codecs.rows(), new PersonalKeys(Clock.systemUTC()), 0).get("things");
    group =
        new ReadingGroup(reading, new Reader.Inward(reader.subscription(), reader), log, threads);
    carrier = new Carrier(store, "t.", new BrokerSettings("none", 1, 1, MOMENT, ""));
    BrokerSource source = new BrokerSource(reading, carrier, threads, MOMENT);
    member = new BrokerMember(group, new BrokerMember.Cut(LaneCounts.of(1), 1), source);
  }

  private @Nullable Object call(Store real, Method method, Object[] arguments) throws Throwable {
    if (callsLeft.getAndDecrement() == 0) {
      throw new ParleyException(Fault.HUB, "The database cannot be reached");
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    callsLeft.set(Integer.MAX_VALUE);
    group.close(MOMENT);
    threads.close();
  }

  @TestTemplate
  void hasALaneWholeOrNotAtAllWhereverTheDatabaseFails() {
    openLanes();
    int calls = 0;
    while (failsAt(calls)) {
      assertThat(group.isWhole()).isFalse();
      assertThat(member.isFull(0, 0)).isTrue();
      calls++;
    }

    assertThat(calls).isBetween(2, MOST_CALLS);
    assertThat(group.isWhole()).isTrue();
    assertThat(member.isFull(0, 0)).isFalse();
  }

  @TestTemplate
  void takesMessagesThatBearNoNameOfALogButNoneOfAnother() {
    openLanes();
    member.assigned(0);

    member.received(0, message(7, Map.of("ce_parleylog", "another")));
    assertThat(member.firstOpen(0, 0)).isEmpty();
    assertThat(carrier.trouble()).hasValueSatisfying(it -> assertThat(it).contains("another"));
    carrier.clear("log of things");
    member.received(0, message(8, Map.of()));
    member.received(0, message(9, Map.of("ce_parleylog", carrier.log())));

    assertThat(member.firstOpen(0, 0)).hasValue(8);
    assertThat(carrier.trouble().orElse("")).doesNotContain("another");
  }

  private static BrokerMessage message(long offset, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("ce_parleyposition", Long.toString(offset));
    headers.put("ce_parleybefore", Long.toString(offset - 1));
    var place = new BrokerMessage.Place("t.things", 0, offset);
    return new BrokerMessage(place, "k", headers, Optional.empty());
  }

  private void openLanes() {
    store.inTransaction(
        transaction -> {
          group.note(transaction);
          return OpenLanes.in(transaction, "g", 1, group.feed(any -> true));
        });
  }

  private boolean failsAt(int call) {
    callsLeft.set(call);
    Throwable failure = Attempt.failure(() -> member.assigned(0));
    callsLeft.set(Integer.MAX_VALUE);
    return failure != null;
  }
}
