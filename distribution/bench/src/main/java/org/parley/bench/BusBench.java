// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How many records the bus carries to three groups, beside Artemis and Kafka, in turns. Fails when
 * a group of the hub gets a record twice or not at all, or one of a peer does not get it.
 */
final class BusBench implements Benchmark {
  private static final int USUAL_ROUNDS = 5;
  private static final int QUICK_ROUNDS = 2;
  private static final double MILLIS_IN_MICRO = 1e-3;
  private static final int NANOS_IN_MICRO = 1000;
  private static final int MEDIAN = 50;
  private static final int TAIL = 99;

  @Override
  public String name() {
    return "bus";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path home = lab.empty("bus").resolve("home");
    int port = Ports.free();
    HubSettings.parcels(home, port);
    Histogram sync = SyncLatency.measure(home);
    List<Table> tables = new ArrayList<>();
    try (HubProcess hub = HubProcess.ready(lab, home);
        Parcels ours = deploy(lab, home, hub, port)) {
      Path flags = home.resolve("conf/jvm.options");
      BusRounds rounds = new BusRounds(lab, ours);
      rounds.warmUp(ours);
      try (PeerProcess artemis = PeerProcess.artemis(lab, flags, nanos(sync))) {
        String name = "Artemis " + PeerProcess.ARTEMIS;
        tables.add(rounds.beside("Beside Artemis", name, artemis, count(lab)));
      }
      for (boolean durable : List.of(true, false)) {
        try (PeerProcess kafka = PeerProcess.kafka(lab, flags, durable)) {
          String name = "Kafka " + PeerProcess.KAFKA;
          String title =
              "Beside Kafka" + (durable ? "" : ", which leaves durability to the system");
          tables.add(rounds.beside(title, name, kafka, count(lab)));
        }
      }
      rounds.checkBooks();
    }
    return new Result(tables, notes(sync));
  }

  private static int count(Lab lab) {
    return lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS);
  }

  private static long nanos(Histogram sync) {
    return sync.getValueAtPercentile(MEDIAN) * NANOS_IN_MICRO;
  }

  private static Parcels deploy(Lab lab, Path home, HubProcess hub, int port)
      throws IOException, InterruptedException {
    Path jar = lab.parcels();
    Files.copy(jar, Files.createDirectories(home.resolve("deploy")).resolve("parcels.jar"));
    Wait.until("parcels are carried", () -> Ports.isTaken(port) || hub.ended());
    hub.check();
    return Parcels.at(port, hub.meter());
  }

  private static List<String> notes(Histogram sync) {
    return List.of(
        "Four senders commit transactions of 100 records, of 300 bytes each, on either side; a group"
            + " acknowledges what is there, up to 256 records together. In the hub each group's"
            + " position moves in its own transaction, and the third group adds what it has read to"
            + " a table of its own in that transaction. Senders and groups are in the server's"
            + " process on either side: in the packed hub as a bundle, with Artemis through its"
            + " in-VM connector, with Kafka through its clients. The peers have the hub's flags.",
        "A round ends when the last group has acknowledged the last record. Every record was counted:"
            + " each group of the hub had each exactly once, also by its table; those of the peers"
            + " at least once.",
        "Artemis syncs its journal at each commit, by libaio where the system has that, with the"
            + " buffer timeout that its own set-up would measure on this disk. Kafka appends 100"
            + " records in one batch with acks=all, without a transaction; where it is to be as"
            + " durable as the hub it has log.flush.interval.messages=1.",
        "At half load all are sent the same: half of what the slower of the two managed.",
        "Making 4 KiB durable on this disk takes %s ms (p50), %s ms (p99)."
            .formatted(
                Series.number(sync.getValueAtPercentile(MEDIAN) * MILLIS_IN_MICRO),
                Series.number(sync.getValueAtPercentile(TAIL) * MILLIS_IN_MICRO)));
  }
}
