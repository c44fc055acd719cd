// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.bench.StartRound.Kind;

/**
 * How long the hub takes from the command to its first link and to all else, and what it holds
 * then; beside Karaf, in turns.
 */
final class StartBench implements Benchmark {
  private static final int USUAL_ROUNDS = 10;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>(notes());
    Optional<Karaf> karaf = karaf(lab, notes);
    List<Table> tables = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      tables.add(StartRound.table(kind));
    }
    int rounds = lab.rounds(USUAL_ROUNDS, 1);
    for (int round = 1; round <= rounds; round++) {
      new StartRound(lab, karaf).run(tables);
      lab.say("round " + round + " of " + rounds + " done");
    }
    return new Result(tables, notes);
  }

  private static Optional<Karaf> karaf(Lab lab, List<String> notes)
      throws IOException, InterruptedException {
    try {
      return Optional.of(Karaf.unpack(lab));
    } catch (BenchFailed e) {
      lab.say("Karaf is left out: " + e.getMessage());
      notes.add("Karaf could not be fetched here, so its column is empty.");
      return Optional.empty();
    }
  }

  private static List<String> notes() {
    return List.of(
        "A link is followed when an existing one has been answered with its click durable; at the"
            + " first start, when one has been made and followed. All is there when `GET"
            + " /api/v1/links` has answered 200 to a key; nobody asks for that before. At the end of"
            + " each start the link's count must be exact.",
        "All of Karaf is there when its shell answers at the SSH port. It serves neither HTTP nor Camel"
            + " then and opens no database, so it does less. It runs with its own memory flags, the"
            + " hub with those of `conf/jvm.options`.",
        "The first start writes down its classes; seconds after it (a minute, as delivered) the"
            + " hub's archive of classes is made, from which cold and warm starts take theirs.",
        "Before a cold start the kernel drops what it holds of the files of both; those of the JDK"
            + " stay.");
  }
}
