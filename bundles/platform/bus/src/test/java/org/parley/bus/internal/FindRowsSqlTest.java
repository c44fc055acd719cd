// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** How much is fetched ahead from the table. */
@StoreTest(room = "bus")
class FindRowsSqlTest {
  private final Store store;
  private final Running bus;

  FindRowsSqlTest(Store store) {
    this.store = store;
    this.bus = new Running(store);
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  @TestTemplate
  void fetchesManySmallRowsInTheirOrder() {
    append("small", 140);

    assertThat(firsts(3)).isEqualTo(LongStream.range(3, 3 + 128).boxed().toList());
    assertThat(firsts(131)).isEqualTo(LongStream.rangeClosed(131, 140).boxed().toList());
    assertThat(firsts(133)).isEqualTo(LongStream.rangeClosed(133, 140).boxed().toList());
  }

  @TestTemplate
  void fetchesFewLargeRows() {
    append("large".repeat(12_000), 9);

    assertThat(firsts(1)).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private void append(String said, int times) {
    for (int i = 0; i < times; i++) {
      bus.append(record("k" + i, said));
    }
    await().until(() -> CarriedTopic.end(store, "things") == times);
  }

  private List<Long> firsts(long from) {
    List<LogRow> rows =
        store.read(
            read -> FindRows.in(read, Codecs.create().rows(), "things", from, Long.MAX_VALUE));
    return rows.stream().map(LogRow::first).toList();
  }
}
