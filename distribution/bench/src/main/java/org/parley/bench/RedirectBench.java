// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.parley.bench.load.LoadGenerator;
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
    List<String> hot = List.of("hot");
    List<String> many = slugs(lab.quick() ? QUICK_LINKS : LINKS);
    List<Table> tables = new ArrayList<>();
    try (HubProcess hub = HubProcess.ready(lab, home);
        BareJetty jetty = BareJetty.start(home.resolve("conf/jvm.options"), jettyOutput(home))) {
      make(hub, hot);
      make(hub, many);
      lab.say("made " + (hot.size() + many.size()) + " links");
      for (List<String> slugs : List.of(hot, many)) {
        RedirectRounds rounds = new RedirectRounds(lab, hub, jetty, slugs);
        tables.add(rounds.run(lab.rounds(USUAL_ROUNDS, QUICK_ROUNDS)));
      }
    }
    return new Result(tables, notes(sync));
  }

  private static Path jettyOutput(Path home) {
    return home.resolveSibling("jetty.out");
  }

  private static List<String> slugs(int count) {
    return IntStream.range(0, count).mapToObj(each -> "bench" + each).toList();
  }

  private static void make(HubProcess hub, List<String> slugs) throws IOException {
    int makers = Math.min(MAKERS, slugs.size());
    LoadGenerator.run(
        Plan.counted(server(hub.port()), makers, slugs.size()), new LinkScript(slugs));
  }

  static InetSocketAddress server(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static Duration warmUp(Lab lab) {
    return Duration.ofSeconds(lab.quick() ? 4 : 30);
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
        "At half load both get half of what the hub answered, at a steady pace; a request that"
            + " found no free connection counts from when it was due.",
        "Making 4 KiB durable on this disk takes %s ms (p50), %s ms (p99)."
            .formatted(
                Series.number(sync.getValueAtPercentile(50) * MILLIS_IN_MICRO),
                Series.number(sync.getValueAtPercentile(99) * MILLIS_IN_MICRO)));
  }
}
