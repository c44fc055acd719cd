// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/** Hub and Jetty in turns, following the same links. */
final class RedirectRounds {
  static final String THROUGHPUT = "redirects a second";
  private static final String REFUSED = "answered 503, %";
  private static final String MEDIAN = "p50, ms";
  private static final String TAIL = "p99, ms";
  private static final String FAR_TAIL = "p99.9, ms";
  static final String CPU = "CPU a 1,000 redirects, ms";
  private static final String COUNTED = "last answer to exact counts, s";
  private static final String HALF_MEDIAN = "half load: p50, ms";
  static final String HALF_TAIL = "half load: p99, ms";
  private static final String HALF_FAR_TAIL = "half load: p99.9, ms";
  private static final String RESIDENT = "resident afterwards, MiB";
  private static final List<String> FIGURES =
      List.of(
          THROUGHPUT,
          CPU,
          MEDIAN,
          TAIL,
          FAR_TAIL,
          HALF_MEDIAN,
          HALF_TAIL,
          HALF_FAR_TAIL,
          REFUSED,
          COUNTED,
          RESIDENT);
  private static final int FOUND = 302;
  private static final double PER_CENT = 100;
  private static final double THOUSAND = 1000;
  private static final double NANOS = 1e9;
  private static final double HALF = 0.5;
  private static final Duration COUNT_LIMIT = Duration.ofMinutes(15);

  private final Lab lab;
  private final HubProcess hub;
  private final BareJetty jetty;
  private final ClickScript clicks;
  private final ClickScript same;
  private final Table table;
  private String wrong = "";

  RedirectRounds(Lab lab, HubProcess hub, BareJetty jetty, Links links) {
    this.lab = lab;
    this.hub = hub;
    this.jetty = jetty;
    this.clicks = new ClickScript(links);
    this.same = new ClickScript(links);
    this.table = new Table(title(links), "bare Jetty", FIGURES);
    table.goal(THROUGHPUT, "ratio ≥ 0.7");
    table.goal(COUNTED, "≤ 1");
  }

  static String title(Links links) {
    String title = links.count() == 1 ? "One link" : "%,d links";
    return String.format(Locale.ROOT, title, links.count());
  }

  Table run(int rounds) throws IOException, InterruptedException {
    warmUp(hub.port(), clicks);
    awaitCounts();
    warmUp(jetty.port(), same);
    for (int round = 1; round <= rounds; round++) {
      hubRound();
      jettyRound();
      lab.say("round " + round + " of " + rounds + " done");
    }
    halfLoad();
    table.ours(RESIDENT, hub.meter().residentMib());
    table.theirs(RESIDENT, jetty.meter().residentMib());
    return table;
  }

  private void warmUp(int port, ClickScript script) throws IOException, InterruptedException {
    WarmUp.run(lab, () -> flatOut(port, script, RedirectBench.round(lab)).perSecond());
  }

  static Measured flatOut(int port, ClickScript script, Duration duration) throws IOException {
    return LoadGenerator.run(
        Plan.flatOut(RedirectBench.server(port), RedirectBench.CONNECTIONS, duration), script);
  }

  private void hubRound() throws IOException, InterruptedException {
    long cpu = hub.meter().cpuMillis();
    Measured measured = flatOut(hub.port(), clicks, RedirectBench.round(lab));
    table.ours(COUNTED, awaitLast());
    note(measured, hub.meter().cpuMillis() - cpu, table::ours);
    awaitCounts();
    double refused = PER_CENT * (measured.answers() - found(measured)) / measured.answers();
    table.ours(REFUSED, refused);
  }

  private void jettyRound() throws IOException {
    long cpu = jetty.meter().cpuMillis();
    Measured measured = flatOut(jetty.port(), same, RedirectBench.round(lab));
    note(measured, jetty.meter().cpuMillis() - cpu, table::theirs);
  }

  static long found(Measured measured) {
    return measured.statuses().getOrDefault(FOUND, 0L);
  }

  private static void note(Measured measured, long cpu, BiConsumer<String, Double> figures) {
    long found = found(measured);
    figures.accept(THROUGHPUT, found / measured.seconds());
    figures.accept(MEDIAN, measured.millis(50));
    figures.accept(TAIL, measured.millis(99));
    figures.accept(FAR_TAIL, measured.millis(99.9));
    figures.accept(CPU, cpu * THOUSAND / found);
  }

  private void halfLoad() throws IOException, InterruptedException {
    double pace = table.median(THROUGHPUT) * HALF;
    Measured ours = paced(hub.port(), clicks, pace);
    awaitCounts();
    Measured theirs = paced(jetty.port(), same, pace);
    table.ours(HALF_MEDIAN, ours.millis(50));
    table.theirs(HALF_MEDIAN, theirs.millis(50));
    table.ours(HALF_TAIL, ours.millis(99));
    table.theirs(HALF_TAIL, theirs.millis(99));
    table.ours(HALF_FAR_TAIL, ours.millis(99.9));
    table.theirs(HALF_FAR_TAIL, theirs.millis(99.9));
    table.goal(HALF_TAIL, "< 5");
  }

  private Measured paced(int port, ClickScript script, double pace) throws IOException {
    Duration duration = RedirectBench.round(lab);
    Plan plan =
        Plan.flatOut(RedirectBench.server(port), RedirectBench.CONNECTIONS, duration).paced(pace);
    return LoadGenerator.run(plan, script);
  }

  /** Waits until the last click is counted; answers how many seconds that took. */
  private double awaitLast() throws IOException, InterruptedException {
    HubApi api = hub.api();
    long begin = System.nanoTime();
    int last = clicks.last();
    String slug = clicks.links().slug(last);
    while (!api.clicks(slug).equals(clicks.acknowledged(last))) {
      requireTime(begin);
      Thread.sleep(20);
    }
    return (System.nanoTime() - begin) / NANOS;
  }

  /** Holds the count of every link against what was acknowledged. */
  private void awaitCounts() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (!counted()) {
      requireTime(begin);
      Thread.sleep(20);
    }
  }

  private void requireTime(long begin) {
    hub.check();
    if (System.nanoTime() - begin > COUNT_LIMIT.toNanos()) {
      throw new BenchFailed("Clicks acknowledged and counted differ, last for " + wrong);
    }
  }

  private boolean counted() throws IOException, InterruptedException {
    int[] right = new int[1];
    hub.api()
        .allClicks(
            (slug, counted) -> {
              int link = clicks.links().number(slug);
              if (link >= 0 && counted.equals(clicks.acknowledged(link))) {
                right[0]++;
              } else if (link >= 0) {
                wrong = slug + ": " + clicks.acknowledged(link) + " against " + counted;
              }
            });
    return right[0] == clicks.links().count();
  }
}
