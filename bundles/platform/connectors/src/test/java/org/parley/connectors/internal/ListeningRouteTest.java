// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.api.connectors.Capability.FEED_IN;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.content.ItemReceived;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.NoSettings;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.StoreTest;

/** Two hubs on one database, whose connector is told by its system without asking. */
@StoreTest(room = {"store", "connectors"})
class ListeningRouteTest {
  private final SharedLeases hereLeases;
  private final SharedLeases thereLeases;
  private final Bench here;
  private final Bench there;

  ListeningRouteTest(Store store) {
    hereLeases = leases(store);
    thereLeases = leases(store);
    here = new Bench(store, hereLeases, Clock.systemUTC());
    there = new Bench(store, thereLeases, Clock.systemUTC());
  }

  /** Who does not beat is asleep to the other. */
  private static SharedLeases leases(Store store) {
    var leases =
        new SharedLeases(store, UUID.randomUUID(), Duration.ofMinutes(5), System::nanoTime);
    leases.beat();
    return leases;
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @TestTemplate
  void takesNothingInOnceItsLeaseIsAnothers() {
    CountDownLatch heard = new CountDownLatch(2);
    CountDownLatch awake = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    here.connect(
        new Teller(
            () -> {
              heard.countDown();
              if (told.incrementAndGet() == 1) {
                return "before";
              }
              waitFor(awake);
              return "stale";
            }),
        Map.of());
    waitFor(heard);
    there.board.join(new Teller(() -> "successor"));
    IntStream.range(0, 6).forEach(any -> thereLeases.beat());
    await().until(() -> !told(there).isEmpty());

    awake.countDown();
    await().until(() -> stoodStill(told));

    assertThat(told(here)).containsExactly("before");
    assertThat(told(there)).containsExactly("successor");
  }

  @TestTemplate
  void listensOnOneHubAndOnTheOtherOnceThatOneLeaves() {
    here.connect(new Teller(() -> "first"), Map.of());
    await().until(() -> !told(here).isEmpty());
    AtomicInteger elsewhere = new AtomicInteger();
    there.board.join(new Teller(() -> "number " + elsewhere.incrementAndGet()));
    await().pollDelay(Duration.ofMillis(1_500)).until(() -> true);
    assertThat(elsewhere).hasValue(0);

    here.close();
    hereLeases.close();

    await().until(() -> !told(there).isEmpty());
  }

  private static List<String> told(Bench hub) {
    return hub.bus.data(ItemReceived.class).stream().map(ItemReceived::guid).toList();
  }

  private static boolean stoodStill(AtomicInteger told) throws InterruptedException {
    int before = told.get();
    TimeUnit.MILLISECONDS.sleep(500);
    return told.get() == before;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody went on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells something every twentieth of a second where it is listened to. */
  private record Teller(Supplier<String> news) implements Connector<NoSettings> {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("teller", "Teller", Kind.FEED).has(FEED_IN);
    }

    @Override
    public SettingsType<NoSettings> settings() {
      return SettingsType.of(NoSettings.class);
    }

    @Override
    public void routes(Routes routes, NoSettings settings) {
      UUID account = routes.account();
      routes
          .listen(FEED_IN, "timer:teller?delay=0&period=50")
          .process(exchange -> exchange.getMessage().setBody(List.of(find(account, news.get()))));
    }

    private static Found find(UUID account, String what) {
      URI address = URI.create("https://example.org/");
      return new Found(
          what,
          account.toString(),
          new ItemReceived(account, what, address, "Title", "", Optional.empty(), Instant.EPOCH));
    }
  }
}
