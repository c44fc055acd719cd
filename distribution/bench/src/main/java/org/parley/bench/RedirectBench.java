// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/**
 * How many counted redirects the hub answers, beside its own Jetty that answers 302 and does
 * nothing else; in turns, by the same requests. Fails when a click that was acknowledged is not
 * counted, or one is counted that was not.
 */
final class RedirectBench implements Benchmark {
  static final int CONNECTIONS = 256;
  private static final int USUAL_ROUNDS = 5;
  private static final int QUICK_ROUNDS = 2;
  private static final int LINKS = 10_000;
  private static final int QUICK_LINKS = 1_000;
  private static final int MAKERS = 16;

  private static final List<String> SIDES = List.of("Parley", "bare Jetty");
  private static final double MILLIS_IN_MICRO = 1e-3;

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path home = lab.empty("redirect").resolve("home");
    HubSettings.unlimitedCalls(home);
    HubSettings.behindProxy(home);
    Histogram sync = SyncLatency.measure(home);
    List<Table> tables = new ArrayList<>();
    try (HubProcess hub = HubProcess.ready(lab, home);
        BareJetty jetty = BareJetty.start(flags(home), jettyOutput(home))) {
      for (Links links : series(lab)) {
        make(hub, links.slugs());
        lab.say("there are " + links.count() + " links");
        RedirectRounds rounds = new RedirectRounds(lab, hub, jetty, links);
        tables.add(rounds.run(lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS)));
      }
    }
    List<Chart> charts = List.of(throughput(tables, lab), tail(tables, lab));
    tables.add(rowPerClick(lab, home, tables));
    return new Result(tables, notes(sync), charts);
  }

  /** The links of each series; those of several have nothing in common. */
  private static List<Links> series(Lab lab) {
    return Stream.of(1, lab.quick() ? QUICK_LINKS : LINKS)
        .map(count -> new Links("bench" + count + "x", count))
        .toList();
  }

  /** What a row of its own for each click comes to, each series for itself. */
  private static Table rowPerClick(Lab lab, Path home, List<Table> ours)
      throws IOException, InterruptedException {
    Table table = new Table("Beside a row in SQL for each click", "a row a click", List.of());
    int at = 0;
    for (Links links : series(lab)) {
      Table mine = ours.get(at++);
      String title = RedirectRounds.title(links).toLowerCase(Locale.ROOT);
      Path folder = lab.empty("rows");
      try (BareJetty rows = BareJetty.rowPerClick(flags(home), folder, links)) {
        ClickScript script = new ClickScript(links);
        RedirectRounds.flatOut(rows.port(), script, round(lab));
        long cpu = rows.meter().cpuMillis();
        Measured measured = RedirectRounds.flatOut(rows.port(), script, round(lab));
        double used = rows.meter().cpuMillis() - cpu;
        String speed = title + ": " + RedirectRounds.THROUGHPUT;
        table.ours(speed, mine.median(RedirectRounds.THROUGHPUT));
        table.theirs(speed, measured.perSecond());
        String cost = title + ": " + RedirectRounds.CPU;
        table.ours(cost, mine.median(RedirectRounds.CPU));
        table.theirs(cost, used * 1000 / measured.answers());
      }
    }
    return table;
  }

  private static Chart throughput(List<Table> tables, Lab lab) {
    Chart chart = new Chart("redirect-throughput", "Redirects a second; dashed: the goal", SIDES);
    each(tables, lab, chart, RedirectRounds.THROUGHPUT, theirs -> 0.7 * theirs);
    return chart;
  }

  private static Chart tail(List<Table> tables, Lab lab) {
    Chart chart =
        new Chart("redirect-latency", "p99 at half load, in milliseconds; dashed: the goal", SIDES);
    each(tables, lab, chart, RedirectRounds.HALF_TAIL, theirs -> 5);
    return chart;
  }

  private static void each(
      List<Table> tables, Lab lab, Chart chart, String figure, DoubleUnaryOperator goal) {
    List<Links> series = series(lab);
    for (int i = 0; i < series.size(); i++) {
      double ours = tables.get(i).median(figure);
      double theirs = tables.get(i).peerMedian(figure);
      String name = RedirectRounds.title(series.get(i));
      chart.group(name, List.of(ours, theirs), goal.applyAsDouble(theirs));
    }
  }

  private static Path flags(Path home) {
    return home.resolve("conf/jvm.options");
  }

  private static Path jettyOutput(Path home) {
    return home.resolveSibling("jetty.out");
  }

  static void make(HubProcess hub, List<String> slugs) throws IOException {
    int makers = Math.min(MAKERS, slugs.size());
    LoadGenerator.run(
        Plan.counted(server(hub.port()), makers, slugs.size()), new LinkScript(slugs));
  }

  static InetSocketAddress server(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static Duration round(Lab lab) {
    return Duration.ofSeconds(lab.quick() ? 4 : 15);
  }

  private static List<String> notes(Histogram sync) {
    return List.of(
        "Every link's count was compared with what was acknowledged, people and robots apart, warm-up"
            + " and all rounds together: equal to the click, else this would be a failure. One"
            + " request in ten comes from a robot, each of the others from one of 65,536 addresses"
            + " and six browsers, so that most people are new to a link.",
        "One thread of one process sends all requests over "
            + CONNECTIONS
            + " connections on both sides and shares the machine with the server. Hub and Jetty"
            + " take turns and have the same Jetty and the same flags; a round of the hub ends when"
            + " its clicks are counted, and its CPU time runs until then.",
        "Before, each side is warmed up until a quarter of a minute makes it less than 3 % faster, two"
            + " minutes at most.",
        "*A row a click* looks the link up, adds one to its counter and inserts the click in one"
            + " transaction of the same database engine before it answers, as small shorteners do;"
            + " the same Jetty and the same flags.",
        "At half load both get half of what the hub answered, at a steady pace; a request that"
            + " found no free connection counts from when it was due.",
        "Making 4 KiB durable on this disk takes %s ms (p50), %s ms (p99)."
            .formatted(
                Series.number(sync.getValueAtPercentile(50) * MILLIS_IN_MICRO),
                Series.number(sync.getValueAtPercentile(99) * MILLIS_IN_MICRO)));
  }
}
