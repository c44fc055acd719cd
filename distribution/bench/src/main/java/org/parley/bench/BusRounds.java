// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** Hub and peer in turns, carrying as many parcels. */
final class BusRounds {
  private static final String THROUGHPUT = "records a second";
  private static final String CPU = "CPU a 1,000 records, ms";
  private static final String MEDIAN = "half load: append to read, p50, ms";
  private static final String TAIL = "half load: append to read, p99, ms";
  private static final String FAR_TAIL = "half load: append to read, p99.9, ms";
  private static final List<String> FIGURES = List.of(THROUGHPUT, CPU, MEDIAN, TAIL, FAR_TAIL);
  private static final int PARCELS_A_TRANSACTION = 100;
  private static final int USUAL = 3_000;
  private static final int QUICK = 300;
  private static final int WARM_UP_ROUNDS = 6;
  private static final double HALF = 0.5;

  private final Lab lab;
  private final Parcels hub;
  private long carried;

  BusRounds(Lab lab, Parcels hub) {
    this.lab = lab;
    this.hub = hub;
  }

  /** Lets compilers and caches get where they get in a longer run. */
  void warmUp(Parcels parcels) throws IOException {
    int rounds = lab.quick() ? 1 : WARM_UP_ROUNDS;
    for (int i = 0; i < rounds; i++) {
      note(parcels, parcels.flood(transactions()));
    }
  }

  Table beside(String title, String name, PeerProcess peer, int rounds) throws IOException {
    Table table = new Table(title, name, FIGURES);
    if (name.startsWith("Artemis")) {
      table.goal(THROUGHPUT, "ratio ≥ 1.0");
    }
    warmUp(peer.parcels());
    double slower = Double.MAX_VALUE;
    for (int round = 1; round <= rounds; round++) {
      slower = Math.min(slower, flood(hub, table::ours));
      slower = Math.min(slower, flood(peer.parcels(), table::theirs));
      lab.say(title + ": round " + round + " of " + rounds + " done");
    }
    halfLoad(hub, slower, table::ours);
    halfLoad(peer.parcels(), slower, table::theirs);
    return table;
  }

  private double flood(Parcels parcels, BiConsumer<String, Double> figures) throws IOException {
    Parcels.Figures measured = note(parcels, parcels.flood(transactions()));
    figures.accept(THROUGHPUT, measured.aSecond());
    figures.accept(CPU, measured.cpuMillisAThousand());
    return measured.aSecond();
  }

  private void halfLoad(Parcels parcels, double parcelsASecond, BiConsumer<String, Double> figures)
      throws IOException {
    double pace = parcelsASecond * HALF / PARCELS_A_TRANSACTION;
    Parcels.Figures measured = note(parcels, parcels.pace(transactions(), pace));
    figures.accept(MEDIAN, measured.millis("p50"));
    figures.accept(TAIL, measured.millis("p99"));
    figures.accept(FAR_TAIL, measured.millis("p999"));
  }

  private int transactions() {
    return lab.quick() ? QUICK : USUAL;
  }

  private Parcels.Figures note(Parcels parcels, Parcels.Figures measured) {
    if (parcels == hub) {
      carried += measured.parcels();
      if (measured.doubled() > 0) {
        throw new BenchFailed("Groups have read %d records twice".formatted(measured.doubled()));
      }
    }
    return measured;
  }

  /** Holds what the group with books has noted against all that was ever sent. */
  void checkBooks() throws IOException {
    long booked = hub.booked();
    if (booked != carried) {
      throw new BenchFailed(
          "%d records were sent, and the books show %d".formatted(carried, booked));
    }
  }
}
