// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Starts hub and Karaf in turns: first, cold, warm. */
final class StartRound {
  private static final String LINK = "to a link followed, its click durable, s";
  private static final String LINK_CPU = "CPU until then, ms";
  private static final String ALL = "to all: the REST interface too, s";
  private static final String PAGE = "to the first page (sign-in), s";
  private static final String CPU = "CPU to all and the page, ms";
  private static final String RESIDENT = "resident then, MiB";
  private static final String SETTLED = "resident 10 s later, MiB";
  private static final String AFTER = "CPU in the 10 s after that, % of a core";
  private static final String IDLE = "idle CPU a minute after the start, % of a core";
  private static final List<String> FIGURES =
      List.of(LINK, LINK_CPU, ALL, PAGE, CPU, RESIDENT, SETTLED, AFTER, IDLE);
  private static final String SLUG = "bench-start";
  private static final long SETTLE_MILLIS = 10_000;
  private static final long IDLE_MILLIS = 60_000;
  private static final long QUICK_IDLE_MILLIS = 2_000;
  private static final double NANOS = 1e9;
  private static final double PER_CENT = 100;

  private final Lab lab;
  private final Optional<Karaf> karaf;
  private final Path home;
  private long followed;

  StartRound(Lab lab, Optional<Karaf> karaf) throws IOException, InterruptedException {
    this.lab = lab;
    this.karaf = karaf;
    this.home = lab.empty("start").resolve("home");
    HubSettings.archiveSoon(lab.distribution(), home);
  }

  /** In the order in which a round goes through them. */
  enum Kind {
    FIRST("First start, with an empty home"),
    COLD("Cold start, its files not in memory"),
    WARM("Warm start");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  static Table table(Kind kind) {
    Table table = new Table(kind.title, "Karaf " + Karaf.VERSION, FIGURES);
    if (kind != Kind.FIRST) {
      table.goal(LINK, kind == Kind.COLD ? "≤ 3.0" : "≤ 2.0");
    }
    if (kind == Kind.WARM) {
      table.goal(SETTLED, "≤ 200");
      table.goal(IDLE, "< 0.5");
    }
    return table;
  }

  /** Adds to the table of each kind. */
  void run(List<Table> tables) throws IOException, InterruptedException {
    if (karaf.isPresent()) {
      karaf.get().forget();
    }
    for (Kind kind : Kind.values()) {
      Table table = tables.get(kind.ordinal());
      if (kind == Kind.COLD) {
        makeCold();
      }
      startHub(kind, table);
      if (karaf.isPresent()) {
        startKaraf(karaf.get(), kind, table);
      }
    }
  }

  private void makeCold() throws IOException, InterruptedException {
    PageCache.forget(lab.distribution());
    PageCache.forget(home);
    if (karaf.isPresent()) {
      PageCache.forget(karaf.get().folder());
    }
  }

  private void startHub(Kind kind, Table table) throws IOException, InterruptedException {
    try (HubProcess hub = HubProcess.start(lab, home)) {
      Probe probe = new Probe(hub);
      if (kind == Kind.FIRST) {
        probe.until("/api/v1/links", 200).join();
        hub.api().createLink(SLUG);
      }
      table.ours(LINK, probe.until("/" + SLUG, 302).join() / NANOS);
      table.ours(LINK_CPU, hub.meter().cpuMillis());
      followed++;
      CompletableFuture<Long> page = probe.until("/console/sign-in", 200);
      table.ours(ALL, probe.until("/api/v1/links", 200).join() / NANOS);
      table.ours(PAGE, page.join() / NANOS);
      table.ours(CPU, hub.meter().cpuMillis());
      table.ours(RESIDENT, hub.meter().residentMib());
      if (kind == Kind.WARM) {
        settle(hub.meter(), table::ours);
      }
      checkClicks(hub.api());
      if (kind == Kind.FIRST) {
        awaitArchive();
      }
    } catch (CompletionException e) {
      throw new BenchFailed("The hub did not become ready: " + e.getMessage(), e);
    }
  }

  /** Every later start of a home takes its classes from there. */
  private void awaitArchive() throws InterruptedException {
    Path key = home.resolve("cache/classes.key");
    Wait.until("the archive of classes is made", () -> Files.exists(key));
  }

  private void checkClicks(HubApi api) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (SETTLE_MILLIS * 1e6);
    long counted = api.clicks(SLUG).people();
    while (counted < followed && System.nanoTime() < end) {
      counted = api.clicks(SLUG).people();
    }
    if (counted != followed) {
      throw new BenchFailed("The link was followed " + followed + " times and counts " + counted);
    }
  }

  private void startKaraf(Karaf peer, Kind kind, Table table)
      throws IOException, InterruptedException {
    try (Karaf.Running running = peer.start()) {
      table.theirs(ALL, running.awaitShell() / NANOS);
      table.theirs(CPU, running.meter().cpuMillis());
      table.theirs(RESIDENT, running.meter().residentMib());
      if (kind == Kind.WARM) {
        settle(running.meter(), table::theirs);
      }
    }
  }

  private void settle(ProcessMeter meter, BiConsumer<String, Double> figures)
      throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    figures.accept(SETTLED, meter.residentMib());
    figures.accept(AFTER, busy(meter, SETTLE_MILLIS));
    if (!lab.quick()) {
      Thread.sleep(IDLE_MILLIS - 2 * SETTLE_MILLIS);
    }
    figures.accept(IDLE, busy(meter, lab.quick() ? QUICK_IDLE_MILLIS : IDLE_MILLIS));
  }

  /** How much of a core a process needs for a while. */
  private static double busy(ProcessMeter meter, long millis) throws InterruptedException {
    long before = meter.cpuMillis();
    Thread.sleep(millis);
    return (meter.cpuMillis() - before) * PER_CENT / millis;
  }
}
