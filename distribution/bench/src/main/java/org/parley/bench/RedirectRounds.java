// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.parley.bench.HubApi.Clicks;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/** Hub and Jetty in turns, following the same links. */
final class RedirectRounds {
  private static final String THROUGHPUT = "redirects a second";
  private static final String REFUSED = "answered 503, %";
  private static final String MEDIAN = "p50, ms";
  private static final String TAIL = "p99, ms";
  private static final String CPU = "CPU a 1,000 redirects, ms";
  private static final String COUNTED = "last answer to exact counts, s";
  private static final String HALF_MEDIAN = "half load: p50, ms";
  private static final String HALF_TAIL = "half load: p99, ms";
  private static final List<String> FIGURES =
      List.of(THROUGHPUT, CPU, MEDIAN, TAIL, HALF_MEDIAN, HALF_TAIL, REFUSED, COUNTED);
  private static final int FOUND = 302;
  private static final double PER_CENT = 100;
  private static final double THOUSAND = 1000;
  private static final double NANOS = 1e9;
  private static final double HALF = 0.5;
  private static final Duration COUNT_LIMIT = Duration.ofMinutes(5);

  private final Lab lab;
  private final HubProcess hub;
  private final BareJetty jetty;
  private final ClickScript clicks;
  private final ClickScript same;
  private final Table table;

  RedirectRounds(Lab lab, HubProcess hub, BareJetty jetty, List<String> slugs) {
    this.lab = lab;
    this.hub = hub;
    this.jetty = jetty;
    this.clicks = new ClickScript(slugs);
    this.same = new ClickScript(slugs);
    String title = slugs.size() == 1 ? "One link" : "%,d links";
    this.table = new Table(String.format(Locale.ROOT, title, slugs.size()), "bare Jetty", FIGURES);
    table.goal(THROUGHPUT, "ratio ≥ 0.7");
  }

  Table run(int rounds) throws IOException, InterruptedException {
    flatOut(hub.port(), clicks, RedirectBench.warmUp(lab));
    awaitCounts();
    flatOut(jetty.port(), same, RedirectBench.warmUp(lab));
    for (int round = 1; round <= rounds; round++) {
      hubRound();
      jettyRound();
      lab.say("round " + round + " of " + rounds + " done");
    }
    halfLoad();
    return table;
  }

  private static Measured flatOut(int port, ClickScript script, Duration duration)
      throws IOException {
    return LoadGenerator.run(
        Plan.flatOut(RedirectBench.server(port), RedirectBench.CONNECTIONS, duration), script);
  }

  private void hubRound() throws IOException, InterruptedException {
    long cpu = hub.meter().cpuMillis();
    Measured measured = flatOut(hub.port(), clicks, RedirectBench.round(lab));
    table.ours(COUNTED, awaitCounts());
    note(measured, hub.meter().cpuMillis() - cpu, table::ours);
    double refused = PER_CENT * (measured.answers() - found(measured)) / measured.answers();
    table.ours(REFUSED, refused);
  }

  private void jettyRound() throws IOException {
    long cpu = jetty.meter().cpuMillis();
    Measured measured = flatOut(jetty.port(), same, RedirectBench.round(lab));
    note(measured, jetty.meter().cpuMillis() - cpu, table::theirs);
  }

  private static long found(Measured measured) {
    return measured.statuses().getOrDefault(FOUND, 0L);
  }

  private static void note(Measured measured, long cpu, BiConsumer<String, Double> figures) {
    long found = found(measured);
    figures.accept(THROUGHPUT, found / measured.seconds());
    figures.accept(MEDIAN, measured.millis(50));
    figures.accept(TAIL, measured.millis(99));
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
    table.goal(HALF_TAIL, "< 5");
  }

  private Measured paced(int port, ClickScript script, double pace) throws IOException {
    Duration duration = RedirectBench.round(lab);
    Plan plan =
        Plan.flatOut(RedirectBench.server(port), RedirectBench.CONNECTIONS, duration).paced(pace);
    return LoadGenerator.run(plan, script);
  }

  /** Waits until every link counts what was acknowledged; answers how many seconds that took. */
  private double awaitCounts() throws IOException, InterruptedException {
    HubApi api = hub.api();
    Map<String, Clicks> expected = clicks.acknowledged();
    long begin = System.nanoTime();
    while (!counted(api, expected)) {
      hub.check();
      if (System.nanoTime() - begin > COUNT_LIMIT.toNanos()) {
        throw new BenchFailed(difference(api, expected));
      }
      Thread.sleep(20);
    }
    return (System.nanoTime() - begin) / NANOS;
  }

  /** One link first: as long as that is behind, nobody need read all of them. */
  private static boolean counted(HubApi api, Map<String, Clicks> expected)
      throws IOException, InterruptedException {
    String first = expected.keySet().iterator().next();
    return api.clicks(first).equals(expected.get(first))
        && api.allClicks().entrySet().containsAll(expected.entrySet());
  }

  private static String difference(HubApi api, Map<String, Clicks> expected)
      throws IOException, InterruptedException {
    Map<String, Clicks> counted = api.allClicks();
    StringBuilder text = new StringBuilder("Clicks acknowledged and counted differ:");
    expected.forEach(
        (slug, clicks) -> {
          Clicks found = counted.getOrDefault(slug, Clicks.NONE);
          if (!found.equals(clicks)) {
            text.append("\n  ").append(slug).append(": ").append(clicks);
            text.append(" acknowledged, ").append(found).append(" counted");
          }
        });
    return text.toString();
  }
}
