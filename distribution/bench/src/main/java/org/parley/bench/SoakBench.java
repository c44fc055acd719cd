// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.parley.bench.load.LoadGenerator;
import org.parley.bench.load.Measured;
import org.parley.bench.load.Plan;

/**
 * Whether a hub under steady load needs more of anything the longer it runs: redirects,
 * interactions and questions over the REST interface, all at a steady pace. Before, it gets all the
 * load that it can bear, so that it has taken what its settings allow it of the machine's memory:
 * what it would still take, however slowly, is no growth.
 */
final class SoakBench implements Benchmark {
  private static final int USUAL_MINUTES = 30;
  private static final int LINKS = 1_000;
  private static final int PEOPLE = 2_000;
  private static final int CONNECTIONS = 32;
  private static final double REDIRECTS_A_SECOND = 300;
  private static final long BETWEEN_CALLS_MILLIS = 50;
  private static final int COLLECT_EACH = 3;
  private static final Duration FULL_LOAD = Duration.ofMinutes(2);
  private static final Duration QUICK_FULL_LOAD = Duration.ofSeconds(5);
  private static final Duration SAMPLE = Duration.ofSeconds(10);
  private static final Duration QUICK_SAMPLE = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path home = lab.empty("soak").resolve("home");
    HubSettings.unlimitedCalls(home);
    HubSettings.behindProxy(home);
    Duration length = Duration.ofMinutes(lab.rounds(USUAL_MINUTES, 1));
    Duration step = lab.quick() ? QUICK_SAMPLE : SAMPLE;
    Links links = new Links("soak", LINKS);
    try (HubProcess hub = HubProcess.ready(lab, home)) {
      RedirectBench.make(hub, links.slugs());
      Duration fullLoad = lab.quick() ? QUICK_FULL_LOAD : FULL_LOAD;
      load(hub, links, fullLoad);
      long end = System.nanoTime() + length.toNanos();
      CompletableFuture<Measured> redirects =
          CompletableFuture.supplyAsync(() -> follow(hub, links, length));
      CompletableFuture<Long> calls = CompletableFuture.supplyAsync(() -> call(hub, links, end));
      SoakSamples samples = samples(hub, home, end, step);
      List<String> notes = notes(redirects.join(), calls.join(), length, fullLoad);
      notes.add(samples.verdict());
      return new Result(List.of(samples.table()), notes, List.of(samples.chart()));
    } catch (CompletionException e) {
      throw new BenchFailed("The load could not be kept up: " + e.getMessage(), e);
    }
  }

  private static SoakSamples samples(HubProcess hub, Path home, long end, Duration step)
      throws IOException, InterruptedException {
    SoakSamples samples = new SoakSamples(hub.meter(), home);
    for (int taken = 1; System.nanoTime() < end; taken++) {
      Thread.sleep(step.toMillis());
      hub.check();
      samples.take();
      if (taken % COLLECT_EACH == 0) {
        samples.takeHeap();
      }
    }
    return samples;
  }

  private static void load(HubProcess hub, Links links, Duration length) throws IOException {
    Plan plan = Plan.flatOut(RedirectBench.server(hub.port()), CONNECTIONS, length);
    LoadGenerator.run(plan, new ClickScript(links));
  }

  private static Measured follow(HubProcess hub, Links links, Duration length) {
    Plan plan = Plan.flatOut(RedirectBench.server(hub.port()), CONNECTIONS, length);
    try {
      return LoadGenerator.run(plan.paced(REDIRECTS_A_SECOND), new ClickScript(links));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** An interaction of one of the people, then a link with its counts, until the end. */
  private static Long call(HubProcess hub, Links links, long end) {
    HubApi api = hub.api();
    long calls = 0;
    try {
      while (System.nanoTime() < end) {
        api.interact("person" + calls % PEOPLE);
        api.clicks(links.slug((int) (calls % LINKS)));
        calls++;
        Thread.sleep(BETWEEN_CALLS_MILLIS);
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return calls;
  }

  private static List<String> notes(
      Measured redirects, long calls, Duration length, Duration fullLoad) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "%d minutes of %s redirects of %,d links and %s interactions of %,d people a second, each with a"
                .formatted(
                    length.toMinutes(),
                    Series.number(redirects.perSecond()),
                    LINKS,
                    Series.number((double) calls / length.toSeconds()),
                    PEOPLE)
            + " question for a link's counts. Answers to redirects by status: "
            + redirects.statuses()
            + ".");
    notes.add(
        "Before, %d seconds of all the redirects that it can answer, so that memory which its settings allow"
                .formatted(fullLoad.toSeconds())
            + " it and which it would take sooner or later is taken: resident is what is bounded, the"
            + " heap after a full collection what would show a leak.");
    notes.add(
        "Growth is the slope of a straight line through the samples of the second half (least"
            + " squares), in per cent of their mean from its begin to its end. *Flat* is less than 5 %."
            + " Heap is what a full collection leaves, which is asked for at each third sample. The"
            + " disk is all that lies in the home: what is kept of each click and interaction, until"
            + " the log's limits, and so is not held to be flat.");
    return notes;
  }
}
