// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.connectors.internal.BadBench.SOON;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.store.Store;
import org.parley.connector.Outcome;
import org.parley.testkit.StoreTest;

/** What a connector gets wrong, and what others notice of it. */
@StoreTest(room = "connectors")
class BadConnectorTest {
  private final BadBench world;

  BadConnectorTest(Store store) {
    world = new BadBench(store, Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @TestTemplate
  void bearsAnErrorInARouteAndGoesOnWithTheNext() throws Exception {
    var calls = new AtomicInteger();
    UUID account =
        world.connect(
            new BadConnector("trial")
                .publishing(
                    () -> {
                      if (calls.incrementAndGet() == 1) {
                        throw new StackOverflowError("Too deep");
                      }
                      return Outcome.delivered("r");
                    }));

    assertThatThrownBy(() -> publish(account))
        .cause()
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("Too deep");

    publish(account);
    assertThat(world.bench().bus.data(PostPublished.class)).hasSize(1);
  }

  @TestTemplate
  void bearsAConnectorThatFailsToExplainItsFailures() {
    UUID account =
        world.connect(
            new BadConnector("trial")
                .publishing(
                    () -> {
                      throw new IllegalStateException("Broken");
                    })
                .explaining(
                    () -> {
                      throw new NoClassDefFoundError("gone");
                    }));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> publish(account)).hasMessageContaining("Broken");
    }
  }

  @TestTemplate
  void servesOtherAccountsOfAConnectorThatFailsOnOne() {
    var bad =
        new BadConnector("trial")
            .laying(
                settings -> {
                  if (settings.equals("bad")) {
                    throw new ExceptionInInitializerError("No such thing");
                  }
                });
    UUID first = world.connect(bad.publishing(() -> Outcome.delivered("r")), "bad");
    UUID second = world.add("trial", "Second", "good");

    await().atMost(SOON).until(() -> world.status(first) == Status.OFFLINE);
    await().atMost(SOON).until(() -> world.status(second) == Status.ONLINE);
    assertThat(world.bench().desk.find(first).orElseThrow().account().statusText())
        .contains("No such thing");
  }

  private void publish(UUID account) throws Exception {
    Throwable failure = world.failureOf(world.publishOn("trial", account));
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
