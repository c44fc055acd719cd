// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.store.Store;

@StoreTest(room = "sample")
class RecordingBusTest {
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final RecordingBus bus = new RecordingBus();

  @TestTemplate
  void keepsWhatWasCommittedInOrder(Store store) {
    store.inTransaction(
        tx -> {
          bus.append(tx, List.of(record(1)));
          clock.advance(Duration.ofMinutes(1));
          bus.append(tx, List.of(record(2)));
          assertThat(bus.records()).isEmpty();
          return tx;
        });
    assertThat(bus.data(Counted.class)).containsExactly(new Counted(1), new Counted(2));
    assertThat(bus.records("thing.counted"))
        .extracting(BusRecord::time)
        .map(Object::toString)
        .containsExactly("2026-03-01T09:00:00Z", "2026-03-01T09:01:00Z");
    assertThat(bus.records("thing.lost")).isEmpty();
  }

  @TestTemplate
  void forgetsWhatWasRolledBack(Store store) {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    tx -> {
                      bus.append(tx, List.of(record(1)));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(bus.records()).isEmpty();
  }

  @TestTemplate
  void keepsWhatCameThroughTheOtherDoor() {
    bus.append(List.of(record(1))).toCompletableFuture().join();
    assertThat(bus.records()).hasSize(1);
    bus.clear();
    assertThat(bus.records()).isEmpty();
  }

  private BusRecord record(int number) {
    return BusRecord.of("/test", "thing", clock.instant(), new Counted(number));
  }

  private record Counted(int number) implements RecordData {
    @Override
    public String topic() {
      return "things";
    }

    @Override
    public String type() {
      return "thing.counted";
    }
  }
}
