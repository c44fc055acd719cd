// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/** Rounds of events to one hub, each until the last of them is in its profile. */
final class CollectRounds {
  static final String THROUGHPUT = "events a second, to the updated profile";
  static final String CPU = "CPU an event, ms";
  static final String MEDIAN = "p50 of a request, ms";
  static final String TAIL = "p99 of a request, ms";
  static final String FAR_TAIL = "p99.9 of a request, ms";
  static final String BEHIND = "last answer to last profile, s";
  static final String REFUSED = "answered 503, %";
  static final List<String> FIGURES =
      List.of(THROUGHPUT, CPU, MEDIAN, TAIL, FAR_TAIL, BEHIND, REFUSED);

  private static final int CONNECTIONS = 16;
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int ACCEPTED = 202;
  private static final double NANOS = 1e9;
  private static final double PER_CENT = 100;
  private static final double FAR = 99.9;

  private final HubProcess hub;
  private int marks;

  CollectRounds(HubProcess hub) {
    this.hub = hub;
  }

  /** Gives each of the people a profile; answers how many a second. */
  double makeProfiles(int[] acknowledged, int each) throws IOException, InterruptedException {
    EventScript everybody = EventScript.everybody(each, acknowledged);
    long begin = System.nanoTime();
    while (everybody.events() < acknowledged.length) {
      long left = (acknowledged.length - everybody.events() + each - 1) / each;
      send(Plan.counted(RedirectBench.server(hub.port()), CONNECTIONS, left), everybody);
    }
    awaitProfiles();
    return acknowledged.length / ((System.nanoTime() - begin) / NANOS);
  }

  /** As fast as the hub answers, for a time. */
  void round(EventScript script, Duration duration, Table table)
      throws IOException, InterruptedException {
    long cpu = hub.meter().cpuMillis();
    long before = script.events();
    long begin = System.nanoTime();
    Measured measured =
        send(Plan.flatOut(RedirectBench.server(hub.port()), CONNECTIONS, duration), script);
    long answered = System.nanoTime();
    awaitProfiles();
    long updated = System.nanoTime();
    awaitIdle();
    double events = script.events() - before;
    table.ours(THROUGHPUT, events / ((updated - begin) / NANOS));
    table.ours(CPU, (hub.meter().cpuMillis() - cpu) / events);
    table.ours(MEDIAN, measured.millis(50));
    table.ours(TAIL, measured.millis(99));
    table.ours(FAR_TAIL, measured.millis(FAR));
    table.ours(BEHIND, (updated - answered) / NANOS);
    long accepted = measured.statuses().getOrDefault(ACCEPTED, 0L);
    table.ours(REFUSED, PER_CENT * (measured.answers() - accepted) / measured.answers());
  }

  private static Measured send(Plan plan, EventScript script) throws IOException {
    return LoadGenerator.run(plan, script);
  }

  /** What people did is read in the order of the log, so a last comer is known when all else is. */
  private void awaitProfiles() throws IOException, InterruptedException {
    awaitProfiles("mark" + marks++);
  }

  /**
   * @param last a name that nobody has had yet
   */
  void awaitProfiles(String last) throws IOException, InterruptedException {
    HubApi api = hub.api();
    api.interact(last);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!api.knows(last)) {
      hub.check();
      if (System.nanoTime() > end) {
        throw new BenchFailed("The last event is not in its profile after " + LONGEST);
      }
      Thread.sleep(5);
    }
  }

  /** Until every group that reads the bus has read all. */
  void awaitIdle() throws InterruptedException {
    if (!Wait.come(LONGEST, this::isIdle)) {
      throw new BenchFailed("Not all groups are through after " + LONGEST);
    }
  }

  private boolean isIdle() {
    try {
      return hub.api().idle();
    } catch (IOException e) {
      throw new BenchFailed("The hub does not say how its groups do: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailed("Interrupted", e);
    }
  }
}
