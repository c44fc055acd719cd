// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parley.bench.Wait;

/**
 * A connector that blocks, leaks, throws and floods, each on an account of its own, until its jar
 * is replaced. Then all that was to be published must be, and nobody else may have noticed
 * anything.
 */
public final class BadConnector implements Fault {
  private static final String CAMPAIGN = "Trials";

  private static final List<String> BEHAVIOURS =
      List.of(
          "GOOD",
          "BLOCKS",
          "LEAKS",
          "THROWS_CHECKED",
          "THROWS_UNCHECKED",
          "THROWS_ERROR",
          "FLOODS");
  private static final String LEAKED = "org.parley.connector.unruly.Deeds$Leaked";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Those that it keeps itself, some for each account, and the hub's own ups and downs. */
  private static final int MOST_MORE_THREADS = 150;

  private final Guest guest = new Guest("unruly", "org/parley/connector/unruly/edition.txt");
  private final List<String> wrong = new ArrayList<>();
  private @Nullable MuteNetwork network;
  private String campaign = "";
  private int accounts;
  private int rounds;

  @Override
  public String name() {
    return "bad-connector";
  }

  @Override
  public String deed() {
    return "a connector that blocks, leaks, throws and floods on seven accounts, then replaced";
  }

  @Override
  public Optional<String> obstacle() {
    return Shell.lacks("jcmd");
  }

  @Override
  public void prepare(Victim hub) throws IOException {
    network = new MuteNetwork();
    hub.mayFetch(network().port());
    hub.setting("org.parley.connectors", "call.seconds = 5");
    PoisonedRecord.retrySooner(hub);
  }

  @Override
  public void strike(Victim hub) throws IOException, InterruptedException {
    HubProgram program = hub.program(PATIENCE);
    int before = hub.threads();
    network().fallSilent();
    deploy(hub, "bad");
    if (campaign.isEmpty()) {
      connect(program);
    }
    program.post(
        "campaigns/" + campaign + "/messages",
        Map.of(
            "title",
            title(rounds++),
            "text",
            "Whatever happens",
            "target",
            "https://fernandfield.example/trial"));
    ChaosFailed.unlessCome(
        PATIENCE,
        "The good account of a bad connector does not publish",
        () -> goodIsPublished(program));
    int more = hub.threads() - before;
    if (more > MOST_MORE_THREADS) {
      wrong.add("A bad connector took " + more + " threads more");
    }
  }

  private void connect(HubProgram program) {
    List<String> ids = new ArrayList<>();
    for (String behaviour : BEHAVIOURS) {
      Map<String, Object> settings =
          Map.of("address", network().address().toString(), "behaviour", behaviour);
      JsonNode made =
          program.post(
              "accounts", Map.of("connector", "unruly", "name", behaviour, "settings", settings));
      ids.add(made.at("/account/id").asText());
    }
    accounts = ids.size();
    campaign =
        program
            .post(
                "campaigns",
                Map.of("name", CAMPAIGN, "language", "en", "accounts", ids, "automatic", true))
            .path("id")
            .asText();
  }

  /** Of each round two accounts do as they should, whatever the others do. */
  private boolean goodIsPublished(HubProgram program) {
    return countPublished(program) >= 2 + (rounds - 1) * accounts;
  }

  private long countPublished(HubProgram program) {
    return posts(program).stream()
        .filter(post -> post.path("state").asText().equals("published"))
        .count();
  }

  private List<JsonNode> posts(HubProgram program) {
    return program.all("posts").stream()
        .filter(post -> post.path("campaign").asText().equals(campaign))
        .toList();
  }

  @Override
  public void heal(Victim hub) throws IOException, InterruptedException {
    HubProgram program = hub.program(PATIENCE);
    deploy(hub, "mended");
    network().release();
    ChaosFailed.unlessCome(
        PATIENCE,
        "What a bad connector was to publish is not published after its replacement",
        () -> {
          replay(program);
          return countPublished(program) == (long) rounds * accounts;
        });
  }

  /** As the person does who has brought the mended edition. */
  private static void replay(HubProgram program) {
    for (JsonNode parked : program.all("bus/parked")) {
      if (parked.path("group").asText().startsWith("unruly.")) {
        program.replay(parked);
      }
    }
  }

  private void deploy(Victim hub, String edition) throws IOException, InterruptedException {
    guest.deploy(hub, edition);
    HubProgram program = hub.program(PATIENCE);
    ChaosFailed.unlessCome(
        PATIENCE,
        "The connector's edition '" + edition + "' is not taken up",
        () ->
            program
                .get("connectors")
                .path("items")
                .findValuesAsText("name")
                .contains("Unruly " + edition));
  }

  private static String title(int round) {
    return "Trial " + round + ".";
  }

  private MuteNetwork network() {
    return Objects.requireNonNull(network, "There is no network");
  }

  @Override
  public Duration lasting(Random random) {
    return Duration.ofMillis(1_000 + random.nextInt(2_000));
  }

  @Override
  public boolean sparesOthers() {
    return true;
  }

  @Override
  public void reconcile(Victim hub, Findings findings) throws IOException, InterruptedException {
    HubProgram program = hub.program(PATIENCE);
    List<JsonNode> posts = posts(program);
    Map<String, Long> messages =
        program.all("messages").stream()
            .filter(message -> message.path("campaign").asText().equals(campaign))
            .collect(groupingBy(message -> message.path("title").asText(), counting()));
    findings.compare(
        "message",
        IntStream.range(0, rounds).boxed().collect(toMap(BadConnector::title, round -> 1L)),
        messages);
    findings.compare("posts of a bad connector", (long) rounds * accounts, posts.size());
    findings.compare(
        "on its network, post",
        posts.stream().collect(toMap(post -> post.path("id").asText(), post -> 1L)),
        network().posts());
    wrong.forEach(findings::wrong);
    String pid = Long.toString(hub.pid());
    if (!Wait.come(PATIENCE, () -> leaked(pid) == 0)) {
      findings.wrong(leaked(pid) + " pieces of what the bad connector leaked are held by the hub");
    }
  }

  /** A collection of garbage goes before the count. */
  private static long leaked(String pid) {
    try {
      return Shell.run("jcmd", pid, "GC.class_histogram")
          .lines()
          .filter(line -> line.contains(LEAKED))
          .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1]))
          .sum();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() {
    if (network != null) {
      network.close();
    }
  }
}
