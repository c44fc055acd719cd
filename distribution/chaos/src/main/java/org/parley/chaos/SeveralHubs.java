// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.bench.Wait;
import org.parley.demo.Manners;

/**
 * Three hubs on one PostgreSQL, with Kafka or without, behind one that spreads what comes: hubs are
 * killed and put to sleep, database and broker too, and then all is held against what was
 * acknowledged, polls that only one of them may do among it.
 */
public final class SeveralHubs implements Trial {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PACE = Duration.ofSeconds(1);

  /** Longer than the others wait before they take over. */
  private static final long LASTING_MILLIS = 2 * HubGroup.SILENCE_MILLIS;

  private final boolean onKafka;

  private SeveralHubs(boolean onKafka) {
    this.onKafka = onKafka;
  }

  /** One of them feeds all groups. */
  public static SeveralHubs onPostgres() {
    return new SeveralHubs(false);
  }

  /** They share the groups by a broker. */
  public static SeveralHubs onKafka() {
    return new SeveralHubs(true);
  }

  @Override
  public String name() {
    return onKafka ? "several-hubs-kafka" : "several-hubs";
  }

  @Override
  public String deed() {
    return onKafka
        ? "three hubs on one PostgreSQL and a Kafka: hubs, database and broker killed and held in turn"
        : "three hubs on one PostgreSQL: hubs and the database killed and held in turn";
  }

  @Override
  public Optional<String> obstacle() {
    return Postgres.obstacle().or(() -> onKafka ? KafkaJars.obstacle() : Optional.empty());
  }

  @Override
  public int usualRounds() {
    return GroupFault.all(onKafka).size();
  }

  /** The rounds are those of all its faults together. */
  @Override
  public Outcome carryOut(Path distribution, Path folder, Plan plan)
      throws IOException, InterruptedException {
    try (FollowedFeed feed = new FollowedFeed();
        HubGroup group =
            HubGroup.make(new HubGroup.Setting(distribution, folder, feed.port(), onKafka))) {
      group.start(PATIENCE);
      awaitWell(group, System.nanoTime());
      group.health().forEach(HealthWatch::said);
      return new Run(this, group, feed, plan).carryOut();
    }
  }

  private static double awaitWell(HubGroup group, long since) throws InterruptedException {
    if (!Wait.come(PATIENCE, () -> group.wellSince(since))) {
      throw new ChaosFailed(
          "The hubs do not come back by themselves within %d seconds; they say %s"
              .formatted(
                  PATIENCE.toSeconds(), group.health().stream().map(HealthWatch::said).toList()));
    }
    return (System.nanoTime() - since) / 1e9;
  }

  /** One of them, from the first request to the reckoning. */
  private static final class Run {
    private final HubGroup group;
    private final FollowedFeed feed;
    private final Plan plan;
    private final SeveralHubs trial;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final Findings findings = new Findings();
    private final Map<GroupFault, Struck> struck = new EnumMap<>(GroupFault.class);
    private final HubProgram program;
    private final Traffic traffic;

    Run(SeveralHubs trial, HubGroup group, FollowedFeed feed, Plan plan) {
      this.trial = trial;
      this.group = group;
      this.feed = feed;
      this.plan = plan;
      this.random = new Random(plan.seed());
      Manners manners = new Manners(PATIENCE, ledger);
      this.program = new HubProgram(group.address(), manners, Load.KEY);
      this.traffic = new Traffic(program, manners);
    }

    Outcome carryOut() throws IOException, InterruptedException {
      follow();
      var link = new EditedLink(group, program);
      CompletableFuture<Void> trafficking = CompletableFuture.runAsync(traffic);
      long begun = System.nanoTime();
      List<GroupFault> faults = new ArrayList<>();
      for (int round = 1; goesOn(round, begun); round++) {
        if (faults.isEmpty()) {
          faults = eachOnce();
        }
        strike(faults.remove(0), round);
        link.edit(random.nextInt(HubGroup.HUBS));
        if (trafficking.isCompletedExceptionally()) {
          break; // which its end tells
        }
      }
      traffic.end();
      end(trafficking);
      long polls = (System.nanoTime() - begun) / PACE.toNanos();
      reconcile(polls);
      link.hold(findings);
      return new Outcome(List.copyOf(struck.values()), findings, summary(link));
    }

    private boolean goesOn(int round, long begun) {
      return round <= plan.rounds() || System.nanoTime() - begun < plan.atLeast().toNanos();
    }

    /** Each kind before any comes again. */
    private List<GroupFault> eachOnce() {
      List<GroupFault> all = new ArrayList<>(GroupFault.all(trial.onKafka));
      Collections.shuffle(all, random);
      return all;
    }

    private void strike(GroupFault fault, int round) throws IOException, InterruptedException {
      int hub = random.nextInt(HubGroup.HUBS);
      System.out.printf("  %s %d: %s, hub %d%n", trial.name(), round, fault, hub);
      Struck one =
          struck.computeIfAbsent(fault, any -> new Struck(any.title(trial.name()), any.deed()));
      Map<Integer, Long> before = ledger.answers();
      one.round("hub " + hub);
      fault.strike(group, hub);
      TimeUnit.MILLISECONDS.sleep(LASTING_MILLIS);
      fault.heal(group, hub);
      one.healthyAfter(awaitWell(group, System.nanoTime()));
      group.health().forEach(each -> one.said(each.said()));
      one.answers(before, ledger.answers());
    }

    /** Has a campaign made of what a feed tells, which one hub alone may ask. */
    private void follow() {
      Map<String, Object> settings =
          Map.of("address", feed.address().toString(), "pace", PACE.toString());
      String account =
          program
              .post("accounts", Map.of("connector", "feed", "name", "News", "settings", settings))
              .at("/account/id")
              .asText();
      program.post(
          "campaigns",
          Map.of(
              "name",
              "News",
              "goal",
              "Readers",
              "language",
              "en",
              "accounts",
              List.of(),
              "feed",
              account,
              "automatic",
              false));
    }

    private static void end(CompletableFuture<Void> traffic) throws InterruptedException {
      try {
        traffic.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new ChaosFailed("The traffic cannot go on: " + e.getMessage(), e);
      }
    }

    private void reconcile(long polls) throws InterruptedException {
      var reconciliation = new Reconciliation(program, program, ledger, true, findings);
      reconciliation.awaitRest();
      reconciliation.holdsWhatWasMade();
      reconciliation.countsEveryClick();
      reconciliation.holdsTraffic(traffic.rounds());
      holdsEachItemOnce();
      holdsOneHubsPolls(polls);
      group
          .hubs()
          .forEach(hub -> hub.ends().forEach(end -> findings.wrong(hub.home() + " " + end)));
      ledger.errors().forEach((error, times) -> findings.wrong(times + " times: " + error));
      group.spread().taken().entrySet().stream()
          .filter(hub -> hub.getValue().get() == 0)
          .forEach(hub -> findings.wrong("Nothing was asked of the hub on port " + hub.getKey()));
    }

    /** From the campaign's first message on, each item has become one message. */
    private void holdsEachItemOnce() {
      TreeMap<Integer, Long> items =
          program.all("messages").stream()
              .map(message -> message.path("title").asText().replaceAll("\\D", ""))
              .collect(groupingBy(Integer::valueOf, TreeMap::new, counting()));
      if (items.size() < 2) {
        findings.wrong("Of the feed came " + items.size() + " items");
        return;
      }
      for (int item = items.firstKey(); item <= items.lastKey(); item++) {
        findings.compare(FollowedFeed.title(item), 1, items.getOrDefault(item, 0L));
      }
    }

    /** Beside what is asked at the pace, each start and each taking over may ask once. */
    private void holdsOneHubsPolls(long paces) {
      long rounds = struck.values().stream().mapToInt(Struck::rounds).sum();
      long most = paces * 3 / 2 + 2 * HubGroup.HUBS + 4 * rounds;
      if (feed.items() > most) {
        findings.wrong("The feed was asked " + feed.items() + " times; for one hub " + most);
      }
    }

    private String summary(EditedLink link) {
      return "%d rounds of traffic over hubs %s, %s; feed asked %d times; %s"
          .formatted(traffic.rounds(), group.spread().taken(), ledger, feed.items(), link);
    }
  }
}
