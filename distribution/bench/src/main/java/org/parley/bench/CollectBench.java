// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How many events the hub takes and joins to profiles. Fails when what was acknowledged is not
 * there exactly once, with its person.
 */
final class CollectBench implements Benchmark {
  private static final int USUAL_ROUNDS = 3;
  private static final int QUICK_ROUNDS = 1;
  private static final int TOGETHER = 100;
  private static final int PEOPLE = 100_000;
  private static final int QUICK_PEOPLE = 5_000;
  private static final double MILLIS_IN_MICRO = 1e-3;
  private static final String MADE = "profiles made a second, in bulk";

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path folder = lab.empty("collect");
    Histogram sync = SyncLatency.measure(folder);
    int people = lab.quick() ? QUICK_PEOPLE : PEOPLE;
    PlainRows.Found plain = PlainRows.measure(folder.resolve("plain"), people, round(lab));
    List<Table> tables = collect(lab, folder.resolve("home"), people, plain);
    return new Result(tables, notes(sync));
  }

  private static List<Table> collect(Lab lab, Path home, int people, PlainRows.Found plain)
      throws IOException, InterruptedException {
    Table together = table(text("%d events a request, %,d people", TOGETHER, people));
    together.goal(CollectRounds.THROUGHPUT, "≥ 10,000");
    together.goal(CollectRounds.CPU, "≤ 0.15");
    Table single = table(text("One event a request, %,d people", people));
    int[] acknowledged = new int[people];
    HubSettings.unlimitedCalls(home);
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      CollectRounds rounds = new CollectRounds(hub);
      together.ours(MADE, rounds.makeProfiles(acknowledged, TOGETHER));
      lab.say("made " + people + " profiles");
      measure(lab, rounds, EventScript.anybody(TOGETHER, acknowledged), together);
      measure(lab, rounds, EventScript.anybody(1, acknowledged), single);
    }
    for (Table table : List.of(together, single)) {
      table.theirs(CollectRounds.THROUGHPUT, plain.perSecond());
      table.theirs(CollectRounds.CPU, plain.cpuMillis());
    }
    check(home, acknowledged);
    return List.of(together, single);
  }

  private static void measure(Lab lab, CollectRounds rounds, EventScript script, Table table)
      throws IOException, InterruptedException {
    WarmUp.run(lab, () -> warmUp(lab, rounds, script));
    int count = lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS);
    for (int round = 1; round <= count; round++) {
      rounds.round(script, round(lab), table);
      lab.say("round " + round + " of " + count + " done");
    }
  }

  private static double warmUp(Lab lab, CollectRounds rounds, EventScript script)
      throws IOException, InterruptedException {
    Table unseen = table("Warm-up");
    rounds.round(script, round(lab), unseen);
    return unseen.median(CollectRounds.THROUGHPUT);
  }

  private static void check(Path home, int[] acknowledged) {
    try (HubTables tables = HubTables.of(home)) {
      tables.requireEntries(acknowledged);
    }
  }

  private static Table table(String title) {
    return new Table(title, "a row each", CollectRounds.FIGURES);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static Duration round(Lab lab) {
    return Duration.ofSeconds(lab.quick() ? 4 : 15);
  }

  private static List<String> notes(Histogram sync) {
    return List.of(
        "Events go to `POST /api/v1/interactions` over 16 connections from one thread of a process"
            + " that shares the machine with the hub. Each is of any of the people; every other one"
            + " is known to the CRM, the others by a browser. They are durable when they are"
            + " answered. A round ends when its last event is in its profile; the hub's CPU time"
            + " counts until every group that reads the bus is through, the scoring of leads"
            + " included.",
        "Before, the hub is warmed up by such rounds until one makes it less than 3 % faster.",
        "After the hub was stopped the timeline of each person was counted in its database and held"
            + " against what was acknowledged: equal, all rounds together, else this would be a"
            + " failure.",
        "*A row each* is plain JDBC from one thread into the hub's own database engine: a row for the"
            + " event and a counter for the person, one commit each, no HTTP, nobody recognised.",
        "Making 4 KiB durable on this disk takes %s ms (p50), %s ms (p99)."
            .formatted(
                Series.number(sync.getValueAtPercentile(50) * MILLIS_IN_MICRO),
                Series.number(sync.getValueAtPercentile(99) * MILLIS_IN_MICRO)));
  }
}
