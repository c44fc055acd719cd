// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.parley.bench.Wait;

/**
 * Strikes one hub with faults, one after the other, while it is used, and then holds it against
 * what it has acknowledged.
 */
public final class Experiment {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** One strike in so many meets a hub that is recovering from the last, where a fault wants it. */
  private static final int WHILE_RECOVERING = 4;

  /** It is left alone as long as a recovery takes here, but so long at least. */
  private static final long LONGEST_LIFE_NANOS = 6_000_000_000L;

  private final List<Fault> faults;
  private final Plan plan;
  private final PrintStream out;
  private final Random random;
  private final Findings findings = new Findings();
  private long recovering = 8_000_000_000L;

  /**
   * @param faults that can be done on this machine
   * @param out is told of each round
   */
  public Experiment(List<Fault> faults, Plan plan, PrintStream out) {
    this.faults = List.copyOf(faults);
    this.plan = plan;
    this.out = out;
    this.random = new Random(plan.seed());
  }

  /**
   * @param hub that was never started
   * @throws ChaosFailed when it could not be carried through to its end
   */
  public Outcome on(Victim hub) throws IOException, InterruptedException {
    List<Struck> struck = new ArrayList<>();
    try {
      for (Fault fault : faults) {
        fault.prepare(hub);
      }
      try (Load load = new Load(hub);
          HealthWatch health = new HealthWatch(hub.url())) {
        hub.start();
        awaitHealthy(hub, health, System.nanoTime());
        health.said();
        load.begin();
        for (Fault fault : faults) {
          struck.add(strike(fault, new Site(hub, load, health)));
        }
        boolean leftInDoubt = faults.stream().anyMatch(Fault::leavesInDoubt);
        load.reconcile(leftInDoubt, findings);
        for (Fault fault : faults) {
          fault.reconcile(hub, findings);
        }
        return new Outcome(struck, findings, load.summary());
      }
    } finally {
      hub.close();
      for (Fault fault : faults) {
        fault.close();
      }
    }
  }

  private record Site(Victim hub, Load load, HealthWatch health) {}

  private Struck strike(Fault fault, Site site) throws IOException, InterruptedException {
    Struck struck = new Struck(fault.name(), fault.deed());
    Map<Integer, Long> before = site.load().ledger().answers();
    int ends = site.hub().ends().size();
    long end = System.nanoTime() + plan.atLeast().toNanos();
    for (int round = 1; round <= plan.rounds() || System.nanoTime() - end < 0; round++) {
      round(fault, struck, site, round);
    }
    struck.healthyAfter(awaitHealthy(site.hub(), site.health(), System.nanoTime()));
    struck.said(site.health().said());
    List<String> unasked = site.hub().ends().subList(ends, site.hub().ends().size());
    struck.ended(unasked);
    unasked.forEach(way -> findings.wrong(fault.name() + ": the hub " + way));
    struck.answers(before, site.load().ledger().answers());
    fault.extent().ifPresent(struck::extent);
    return struck;
  }

  private void round(Fault fault, Struck struck, Site site, int round)
      throws IOException, InterruptedException {
    boolean recovers = round > 1 && !site.health().wellSince(healed);
    if (recovers && !(fault.hitsWhatRecovers() && random.nextInt(WHILE_RECOVERING) == 0)) {
      struck.healthyAfter(awaitHealthy(site.hub(), site.health(), healed));
      recovers = false;
    }
    double when = random.nextDouble();
    long longest = recovers ? recovering : Math.max(LONGEST_LIFE_NANOS, recovering);
    TimeUnit.NANOSECONDS.sleep((long) (when * longest));
    boolean well = !recovers || site.health().wellSince(healed);
    String phase = well ? site.load().step() : "while the hub recovers";
    out.printf("  %s %d: %s%n", fault.name(), round, phase);
    struck.round(phase);
    Map<Integer, Long> before = site.load().ledger().answers();
    int rounds = site.load().rounds();
    fault.strike(site.hub());
    TimeUnit.NANOSECONDS.sleep(fault.lasting(random).toNanos());
    fault.heal(site.hub());
    healed = System.nanoTime();
    if (fault.sparesOthers()) {
      spares(fault, before, site.load(), rounds);
    }
    site.load().check();
  }

  private long healed;

  /** Holds that nobody else has noticed anything. */
  private void spares(Fault fault, Map<Integer, Long> before, Load load, int rounds) {
    var others = new Struck(fault.name(), fault.deed());
    others.answers(before, load.ledger().answers());
    if (others.refused() + others.errors() + others.unanswered() > 0) {
      findings.wrong(
          "%s: others were told %d times to come back, %d other errors, and %d times nothing"
              .formatted(fault.name(), others.refused(), others.errors(), others.unanswered()));
    }
    if (load.rounds() == rounds) {
      findings.wrong(fault.name() + ": the traffic of others stood still");
    }
  }

  /** Answers after how many seconds; a hub that needs a person is a finding and the end. */
  private double awaitHealthy(Victim hub, HealthWatch health, long since)
      throws InterruptedException {
    if (!Wait.come(PATIENCE, () -> health.wellSince(since))) {
      throw new ChaosFailed(
          "The hub does not come back by itself within %d seconds; it says %s%n%s"
              .formatted(PATIENCE.toSeconds(), health.said(), hub.output()));
    }
    recovering = System.nanoTime() - since;
    return recovering / 1e9;
  }
}
