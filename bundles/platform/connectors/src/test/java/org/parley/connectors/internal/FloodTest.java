// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.connectors.internal.BadBench.SOON;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.CrmChanged;
import org.parley.api.store.Store;
import org.parley.connector.Found;
import org.parley.testkit.StoreTest;

/** A connector that tells far more than it was asked for. */
@StoreTest(room = "connectors")
class FloodTest {
  private final BadBench world;

  FloodTest(Store store) {
    world = new BadBench(store, Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @TestTemplate
  void takesInFarMoreThanWasAskedForBitByBit() {
    int many = 1_100;
    UUID account =
        world.connect(
            new BadConnector("trial")
                .finding(
                    own ->
                        IntStream.range(0, many)
                            .mapToObj(number -> found(own, "item " + number))
                            .toList()));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> world.bench().bus.records("item.received").size() >= many);
    world.bench().desk.disable(account, 1, Bench.ADA);
    assertThat(world.bench().bus.data(ItemReceived.class))
        .extracting(ItemReceived::guid)
        .hasSize(many)
        .doesNotHaveDuplicates();
  }

  @TestTemplate
  void takesInFarMoreByAWebhookBitByBitAndEachFindOnce() {
    var broken = new AtomicBoolean(true);
    UUID account =
        world.connect(
            new BadConnector("bad").hearing(own -> told(own, 600, broken.getAndSet(false))));

    assertThat(world.hook(account, 1).get(0)).failsWithin(SOON);
    assertThat(world.bench().bus.records("crm.changed")).hasSize(500);
    assertThat(world.hook(account, 1).get(0)).succeedsWithin(SOON);

    assertThat(world.bench().bus.data(CrmChanged.class))
        .extracting(CrmChanged::lead)
        .hasSize(600)
        .doesNotHaveDuplicates();
  }

  /**
   * @param broken whether something is at their end that does not belong there
   */
  private static List<Found> told(UUID account, int many, boolean broken) {
    Stream<Found> changes =
        IntStream.range(0, many)
            .mapToObj(
                number -> {
                  var lead = new UUID(1, number);
                  var change =
                      new CrmChanged(
                          lead,
                          account,
                          CrmChanged.Status.WON,
                          Optional.empty(),
                          Optional.empty(),
                          Instant.EPOCH);
                  return new Found(lead + ":won", lead.toString(), change);
                });
    return broken
        ? Stream.concat(changes, Stream.of(found(account, "item"))).toList()
        : changes.toList();
  }

  private static Found found(UUID account, String guid) {
    URI address = URI.create("https://example.org/");
    var item =
        new ItemReceived(account, guid, address, "Title", "", Optional.empty(), Instant.EPOCH);
    return new Found(guid, account.toString(), item);
  }
}
