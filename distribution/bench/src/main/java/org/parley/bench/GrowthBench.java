// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.parley.bench.HubApi.Clicks;
import org.parley.bench.load.Measured;

/**
 * What a click and an event cost as links and profiles become many, each size in a hub of its own.
 * Fails when what was acknowledged is not there exactly once.
 */
final class GrowthBench implements Benchmark {
  private static final List<Integer> SIZES = List.of(10_000, 1_000_000, 10_000_000);
  private static final List<Integer> QUICK_SIZES = List.of(1_000, 20_000);
  private static final int USUAL_ROUNDS = 2;
  private static final int QUICK_ROUNDS = 1;
  private static final int WARM_UPS = 3;
  private static final int TOGETHER = 100;
  private static final double THOUSAND = 1000;
  private static final double NANOS = 1e9;

  private static final String REDIRECTS = "redirects a second, until they are counted";
  private static final String RESIDENT = "resident afterwards, MiB";
  private static final List<String> OF_LINKS = List.of(REDIRECTS, RedirectRounds.CPU, RESIDENT);
  private static final List<String> OF_PROFILES =
      List.of(CollectRounds.THROUGHPUT, CollectRounds.CPU, RESIDENT);

  private static final String COUNTED =
      "SELECT l.slug, c.people, c.robots FROM shortening_clicks c"
          + " JOIN shortening_link l ON l.id = c.link WHERE c.people > 0 OR c.robots > 0";

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    List<Integer> usual = lab.quick() ? QUICK_SIZES : SIZES;
    List<Integer> sizes = lab.options().sizes().isEmpty() ? usual : lab.options().sizes();
    List<Table> links = new ArrayList<>();
    List<Table> profiles = new ArrayList<>();
    for (int size : sizes) {
      links.add(follow(lab, new Links("grown", size)));
    }
    for (int size : sizes) {
      profiles.add(collect(lab, size));
    }
    Table times = new Table("Times what it costs with " + number(sizes.get(0)), "", List.of());
    compare(sizes, "links", links, RedirectRounds.CPU, times);
    compare(sizes, "profiles", profiles, CollectRounds.CPU, times);
    times.goal(cost(SIZES.get(SIZES.size() - 1), "profiles", CollectRounds.CPU), "≤ 1.3");
    List<Table> all = new ArrayList<>(links);
    all.addAll(profiles);
    all.add(times);
    List<Chart> charts =
        List.of(
            chart("growth-links", "links", sizes, links, RedirectRounds.CPU),
            chart("growth-profiles", "profiles", sizes, profiles, CollectRounds.CPU));
    return new Result(all, notes(), charts);
  }

  private static Table follow(Lab lab, Links links) throws IOException, InterruptedException {
    Table table = new Table(number(links.count()) + " links", "", OF_LINKS);
    Path home = filled(lab, folder -> LinkFill.into(folder, links));
    lab.say("put " + number(links.count()) + " links into the database");
    ClickScript clicks = new ClickScript(links);
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      CollectRounds groups = new CollectRounds(hub);
      for (int round = -WARM_UPS; round < rounds(lab); round++) {
        long cpu = hub.meter().cpuMillis();
        long begin = System.nanoTime();
        Measured measured = RedirectRounds.flatOut(hub.port(), clicks, round(lab));
        groups.awaitIdle();
        long found = RedirectRounds.found(measured);
        if (found == 0) {
          throw new BenchFailed("No link was followed; the answers were " + measured.statuses());
        }
        if (round >= 0) {
          table.ours(REDIRECTS, found / ((System.nanoTime() - begin) / NANOS));
          table.ours(RedirectRounds.CPU, (hub.meter().cpuMillis() - cpu) * THOUSAND / found);
        }
      }
      table.ours(RESIDENT, hub.meter().residentMib());
    }
    requireCounts(home, clicks);
    lab.say(
        "followed them: " + Series.number(table.median(RedirectRounds.CPU)) + " ms of CPU a 1,000");
    return table;
  }

  private static Table collect(Lab lab, int people) throws IOException, InterruptedException {
    Table table = new Table(number(people) + " profiles", "", OF_PROFILES);
    Path home = filled(lab, folder -> ProfileFill.into(folder, people));
    lab.say("put " + number(people) + " profiles into the database");
    int[] acknowledged = new int[people];
    EventScript events = EventScript.anybody(TOGETHER, acknowledged);
    Table all = new Table("Rounds", "", CollectRounds.FIGURES);
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      CollectRounds rounds = new CollectRounds(hub);
      for (int round = -WARM_UPS; round < rounds(lab); round++) {
        Table into = round < 0 ? new Table("Warm-up", "", List.of()) : all;
        rounds.round(events, round(lab), into);
      }
      table.ours(RESIDENT, hub.meter().residentMib());
    }
    table.ours(CollectRounds.THROUGHPUT, all.median(CollectRounds.THROUGHPUT));
    table.ours(CollectRounds.CPU, all.median(CollectRounds.CPU));
    try (HubTables tables = HubTables.of(home)) {
      tables.requireEntries(acknowledged);
    }
    lab.say(
        "collected what they did: "
            + Series.number(table.median(CollectRounds.CPU))
            + " ms of CPU each");
    return table;
  }

  /** The home of a hub that has made its tables and was stopped. */
  private static Path filled(Lab lab, Consumer<Path> fill)
      throws IOException, InterruptedException {
    Path home = lab.empty("growth").resolve("home");
    HubSettings.unlimitedCalls(home);
    HubSettings.behindProxy(home);
    HubProcess.ready(lab, home).close();
    fill.accept(home);
    return home;
  }

  private static void requireCounts(Path home, ClickScript clicks) {
    long[] counted = {0};
    try (HubTables tables = HubTables.of(home)) {
      tables.each(
          COUNTED,
          row -> {
            Clicks found = new Clicks(row.getLong(2), row.getLong(3));
            Clicks right = clicks.acknowledged(clicks.links().number(row.getString(1)));
            if (!found.equals(right)) {
              throw new BenchFailed(row.getString(1) + " counts " + found + " of " + right);
            }
            counted[0] += found.people() + found.robots();
          });
    }
    if (counted[0] != clicks.acknowledged()) {
      throw new BenchFailed(
          counted[0] + " clicks are counted of " + clicks.acknowledged() + " acknowledged");
    }
  }

  private static void compare(
      List<Integer> sizes, String what, List<Table> tables, String figure, Table times) {
    double first = tables.get(0).median(figure);
    for (int i = 1; i < sizes.size(); i++) {
      times.ours(cost(sizes.get(i), what, figure), tables.get(i).median(figure) / first);
    }
  }

  private static String cost(int size, String what, String figure) {
    return number(size) + " " + what + ": " + figure.replace(", ms", "");
  }

  private static Chart chart(
      String file, String what, List<Integer> sizes, List<Table> tables, String figure) {
    Chart chart = new Chart(file, figure, List.of("Parley"));
    for (int i = 0; i < sizes.size(); i++) {
      chart.group(number(sizes.get(i)) + " " + what, List.of(tables.get(i).median(figure)));
    }
    return chart;
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static int rounds(Lab lab) {
    return lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS);
  }

  private static Duration round(Lab lab) {
    return RedirectBench.round(lab);
  }

  private static List<String> notes() {
    return List.of(
        "Links and profiles are put into the tables of a hub that is down, as its interfaces would"
            + " have made them, and their indexes counted, as Derby does while they grow;"
            + " each size has a hub of its own, which is warmed up for three rounds"
            + " of a quarter of a minute. Then people follow any of the links, and any of the people"
            + " does something, each as likely as the others: hardly anybody comes twice among ten"
            + " million, so that what is kept in memory is of no use. Processor time counts until"
            + " every group that reads the bus is through.",
        "After the hub was stopped, the clicks of each link and the timeline of each person were held"
            + " against what was acknowledged: equal, else this would be a failure.");
  }
}
