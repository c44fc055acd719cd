// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/**
 * How fast people are found among many, and that nobody is missed or doubled who comes twice at
 * once.
 */
final class IdentifyBench implements Benchmark {
  private static final int PROFILES = 1_000_000;
  private static final int QUICK_PROFILES = 20_000;
  private static final int PAIRS = 1_000_000;
  private static final int QUICK_PAIRS = 5_000;
  private static final int TOGETHER = 100;
  private static final int CONNECTIONS = 16;
  private static final int LOOKUPS_A_SECOND = 500;
  private static final int SIGHTS = 200;
  private static final int QUICK_SIGHTS = 30;
  private static final long LONGEST_MICROS = 60_000_000;
  private static final int DIGITS = 3;
  private static final double MICROS = 1000.0;
  private static final double NANOS = 1e9;
  private static final double FAR = 99.9;

  private static final String WHOLE =
      "SELECT COUNT(*) FROM (SELECT profile FROM profiling_identifier WHERE value LIKE 'pair%'"
          + " GROUP BY profile HAVING COUNT(*) = 3"
          + " AND MIN(SUBSTR(value, 1, 11)) = MAX(SUBSTR(value, 1, 11))) whole";
  private static final String HOLDERS =
      "SELECT COUNT(DISTINCT profile) FROM profiling_identifier WHERE value LIKE 'pair%'";
  private static final String ENTRIES =
      "SELECT COUNT(*) FROM profiling_entry WHERE type = 'crm.linked'";

  @Override
  public String name() {
    return "identify";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    int people = lab.quick() ? QUICK_PROFILES : PROFILES;
    int pairs = lab.quick() ? QUICK_PAIRS : PAIRS;
    Path home = lab.empty("identify").resolve("home");
    Table found = new Table(text("Among %,d profiles", people), "", List.of());
    Table twice = new Table(text("%,d people who come twice at once", pairs), "", List.of());
    HubSettings.unlimitedCalls(home);
    HubProcess.ready(lab, home).close();
    ProfileFill.into(home, people);
    lab.say("put " + people + " profiles into the database");
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      requireKnown(hub, people);
      lookUp(lab, hub, people, found);
      see(lab, hub, found);
      meet(hub, pairs, twice);
    }
    check(home, pairs, twice);
    return new Result(List.of(found, twice), notes());
  }

  /** A question for somebody who is not there is answered too, and sooner. */
  private static void requireKnown(HubProcess hub, int people)
      throws IOException, InterruptedException {
    for (int person : new int[] {0, 1, people - 2, people - 1}) {
      String name = EventScript.name(person);
      if (!hub.api().knows(EventScript.kind(person), name)) {
        throw new BenchFailed("The hub does not know '" + name + "', who is in its tables");
      }
    }
  }

  private static void lookUp(Lab lab, HubProcess hub, int people, Table table) throws IOException {
    Plan plan =
        Plan.flatOut(
                RedirectBench.server(hub.port()),
                CONNECTIONS,
                Duration.ofSeconds(lab.quick() ? 4 : 30))
            .paced(LOOKUPS_A_SECOND);
    LoadGenerator.run(plan, new LookupScript(people));
    Measured measured = LoadGenerator.run(plan, new LookupScript(people));
    String what = text("found by an identifier, %d a second: ", LOOKUPS_A_SECOND);
    table.ours(what + "p50, ms", measured.millis(50));
    table.ours(what + "p99, ms", measured.millis(99));
    table.ours(what + "p99.9, ms", measured.millis(FAR));
    table.goal(what + "p99, ms", "< 5");
  }

  /** Somebody does something, one after the other, on a hub that has nothing else to do. */
  private static void see(Lab lab, HubProcess hub, Table table)
      throws IOException, InterruptedException {
    HubApi api = hub.api();
    Histogram seen = new Histogram(LONGEST_MICROS, DIGITS);
    for (int i = 0; i < (lab.quick() ? QUICK_SIGHTS : SIGHTS); i++) {
      long begin = System.nanoTime();
      api.interact("sight" + i);
      while (!api.knows("sight" + i)) {
        hub.check();
      }
      seen.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - begin) / 1000));
    }
    String what = "sent to visible in the profile: ";
    table.ours(what + "p50, ms", seen.getValueAtPercentile(50) / MICROS);
    table.ours(what + "p99, ms", seen.getValueAtPercentile(99) / MICROS);
    table.goal(what + "p99, ms", "≤ 100");
  }

  private static void meet(HubProcess hub, int pairs, Table table)
      throws IOException, InterruptedException {
    PairScript script = new PairScript(TOGETHER);
    int requests = pairs / TOGETHER * 2;
    long cpu = hub.meter().cpuMillis();
    long begin = System.nanoTime();
    while (script.accepted() < requests) {
      Plan plan =
          Plan.counted(RedirectBench.server(hub.port()), CONNECTIONS, requests - script.accepted());
      LoadGenerator.run(plan, script);
    }
    new CollectRounds(hub).awaitProfiles("last-of-all-pairs");
    table.ours("identified a second", 2 * pairs / ((System.nanoTime() - begin) / NANOS));
    table.ours("CPU an identification, ms", (hub.meter().cpuMillis() - cpu) / (2.0 * pairs));
  }

  private static void check(Path home, int pairs, Table table) {
    try (HubTables tables = HubTables.of(home)) {
      long missed = pairs - tables.number(WHOLE);
      long doubled = tables.number(HOLDERS) - pairs;
      long entries = tables.number(ENTRIES);
      if (missed != 0 || doubled != 0 || entries != 2L * pairs) {
        throw new BenchFailed(
            text(
                "Of %d pairs %d are not one whole person, there are %d people too many, and %d of %d"
                    + " events",
                pairs, missed, doubled, entries, 2L * pairs));
      }
      table.ours("missed", missed);
      table.ours("doubled", doubled);
      table.goal("missed", "0");
      table.goal("doubled", "0");
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static List<String> notes() {
    return List.of(
        "The profiles are put into the tables of a hub that is down, as an event of each person would"
            + " have made them.",
        "A pair is the same person twice at the same instant, in two requests on two of 16"
            + " connections: once by an email and a name in the CRM, once by that name and a handle."
            + " Each request holds 100 people. After the hub was stopped its database was asked how"
            + " many profiles hold all three identifiers of one person and of nobody else, how many"
            + " hold any, and how many events there are.",
        "*Sent to visible* is one interaction of somebody new and then the question who that is,"
            + " again and again until it is answered; the hub has nothing else to do.");
  }
}
