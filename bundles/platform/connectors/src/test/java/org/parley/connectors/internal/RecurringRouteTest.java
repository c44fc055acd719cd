// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.parley.api.connectors.Capability.FEED_IN;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.RateBudget;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.NoSettings;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.store.internal.SharedLeases;
import org.parley.testkit.StoreTest;

/** Two hubs on one database, of which one asks. */
@StoreTest(room = {"store", "connectors"})
class RecurringRouteTest {
  private static final int WINDOW = 16;
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AtomicInteger asked = new AtomicInteger();
  private final Store store;
  private final Bench here;
  private final Bench there;

  RecurringRouteTest(Store store) {
    this.store = store;
    here = new Bench(store, leases(store), Clock.systemUTC());
    there = new Bench(store, leases(store), Clock.systemUTC());
  }

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
  void spendsNothingOnLooksAtWhoAsks() {
    assumeFalse(store.isEmbedded(), "An embedded database has one hub");
    here.connect(new Asker(asked, WINDOW, new AtomicInteger()), Map.of());
    there.board.join(new Asker(asked, WINDOW, new AtomicInteger()));

    await().atMost(SOON).until(() -> asked.get() == WINDOW);
  }

  /** Such as for a picture that cannot be read. */
  @TestTemplate
  void spendsNothingOnWhatFailsBeforeItLeaves() {
    here.connect(new Asker(asked, 2, new AtomicInteger(3)), Map.of());

    await().atMost(SOON).until(() -> asked.get() == 2);
  }

  /**
   * @param window so often it may ask in an hour
   * @param failing so often it fails at first
   */
  private record Asker(AtomicInteger asked, int window, AtomicInteger failing)
      implements Connector<NoSettings> {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("asker", "Asker", Kind.FEED)
          .has(FEED_IN)
          .budget(RateBudget.of(window, Duration.ofHours(1)));
    }

    @Override
    public SettingsType<NoSettings> settings() {
      return SettingsType.of(NoSettings.class);
    }

    @Override
    public void routes(Routes routes, NoSettings settings) {
      routes
          .poll(FEED_IN, Duration.ofMillis(50))
          .process(
              exchange -> {
                if (failing.getAndDecrement() > 0) {
                  throw new ParleyException(Fault.INPUT, "Cannot be read");
                }
                asked.incrementAndGet();
                exchange.getMessage().setBody(Polled.nothing());
              });
    }
  }
}
