// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {
  private final Board board = new Board();

  /** Carries everything at once, from the sender's own thread. */
  private Courier courier(int times) {
    return new Courier() {
      @Override
      public Sender sender() {
        return parcels ->
            IntStream.range(0, GROUPS * times)
                .forEach(
                    each -> {
                      board.read(each % GROUPS, parcels);
                      board.acknowledged(each % GROUPS, parcels);
                    });
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void readsAParcelFromItsText() {
    Parcel parcel = new Parcel(3, 123_456, 98_765_432_109L);

    assertThat(parcel.text()).hasSize(Parcel.LENGTH).startsWith("{").endsWith("}");
    assertThat(Parcel.of(parcel.text())).isEqualTo(parcel);
  }

  @Test
  void countsEachParcelOnceForEachGroup() throws Exception {
    Trial.Outcome outcome = new Trial(courier(1), board).flood(50);

    assertThat(outcome.round().parcels()).isEqualTo(5_000);
    assertThat(outcome.doubled()).isZero();
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void tellsWhatCameTwice() throws Exception {
    Trial.Outcome outcome = new Trial(courier(2), board).pace(10, 10_000);

    assertThat(outcome.doubled()).isGreaterThan(0);
  }

  @Test
  void tellsWhatComesInALaterRound() {
    Round first = board.begin(1);
    board.begin(1);

    board.acknowledged(0, List.of(new Parcel(first.number(), 0, 1)));

    assertThat(board.strays()).isEqualTo(1);
  }
}
