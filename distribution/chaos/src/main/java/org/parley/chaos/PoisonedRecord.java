// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.parley.testkit.Ports;

/**
 * A record that its group can never take. Its key waits, others go on, also when the hub is killed
 * meanwhile; after its tries it is parked, and once the group's bundle is mended it is replayed.
 */
public final class PoisonedRecord implements Fault {
  private static final String GROUP = "chaos.taster";
  private static final int TRIES = 6;
  private static final int OTHERS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Guest guest = new Guest("taster", "org/parley/chaos/reader/edition.txt");
  private int port;
  private final List<String> served = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int rounds;

  @Override
  public String name() {
    return "poisoned-record";
  }

  @Override
  public String deed() {
    return "a record that fails a group each time; every second time the hub is killed while it waits";
  }

  /** Tries each record as often as is said here, and that within some seconds. */
  static void retrySooner(Victim hub) throws IOException {
    hub.settings("org.parley.bus", "retry.tries = %d%nretry.first.millis = 250%n".formatted(TRIES));
  }

  @Override
  public void prepare(Victim hub) throws IOException {
    retrySooner(hub);
    port = Ports.free();
    hub.settings("org.parley.chaos.reader", "port = " + port + "\n");
    guest.deploy(hub, "picky");
  }

  @Override
  public void strike(Victim hub) throws IOException, InterruptedException {
    rounds++;
    mend(hub, "picky");
    serve("k" + rounds, "before" + rounds);
    serve("k" + rounds, "poison" + rounds);
    serve("k" + rounds, "behind" + rounds);
    if (!sparesOthers()) {
      ChaosFailed.unlessCome(
          PATIENCE,
          "The poisoned record is not tried",
          () -> group(hub).path("waiting").asLong() > 0);
      hub.kill();
      hub.start();
    }
    for (int i = 0; i < OTHERS; i++) {
      serve("other" + i, "other" + rounds + "." + i);
    }
    ChaosFailed.unlessCome(
        PATIENCE,
        "Others wait for a poisoned record",
        () -> tasted("other" + rounds + ".") == OTHERS);
    boolean early = tasted("behind" + rounds) > 0;
    if (early && parked(hub).isEmpty()) {
      wrong.add("What lies behind a poisoned record of its key was read before that was parked");
    }
  }

  @Override
  public void heal(Victim hub) throws IOException, InterruptedException {
    ChaosFailed.unlessCome(
        PATIENCE, "The poisoned record is not parked", () -> parked(hub).isPresent());
    JsonNode parked = parked(hub).orElseThrow();
    if (parked.path("attempts").asInt() != TRIES) {
      wrong.add("A poisoned record was parked after " + parked.path("attempts") + " tries");
    }
    ChaosFailed.unlessCome(
        PATIENCE, "A parked record holds its key", () -> tasted("behind" + rounds) == 1);
    mend(hub, "mended");
    ChaosFailed.unlessCome(
        PATIENCE,
        "A replayed record is not read",
        () -> tasted("poison" + rounds) == 1 || replay(hub));
    ChaosFailed.unlessCome(PATIENCE, "It is parked yet", () -> parked(hub).isEmpty());
  }

  /** It comes to nothing at once. */
  private static boolean replay(Victim hub) {
    parked(hub).ifPresent(parked -> hub.program(PATIENCE).replay(parked));
    return false;
  }

  private static Optional<JsonNode> parked(Victim hub) {
    return hub.program(PATIENCE).all("bus/parked").stream()
        .filter(parked -> parked.path("group").asText().equals(GROUP))
        .findFirst();
  }

  private static JsonNode group(Victim hub) {
    return hub.program(PATIENCE).get("bus/groups/" + GROUP);
  }

  private void mend(Victim hub, String edition) throws IOException, InterruptedException {
    if (!ask("edition").equals(edition)) {
      guest.deploy(hub, edition);
      ChaosFailed.unlessCome(
          PATIENCE,
          "Edition '" + edition + "' is not taken up",
          () -> ask("edition").equals(edition));
    }
  }

  private void serve(String key, String dish) throws InterruptedException {
    ChaosFailed.unlessCome(
        PATIENCE,
        dish + " cannot be served",
        () -> ask("serve " + key + " " + dish).equals("served"));
    served.add(dish);
  }

  private long tasted(String begin) {
    return Arrays.stream(ask("tasted").split(" ")).filter(dish -> dish.startsWith(begin)).count();
  }

  /** Empty while nobody is there. */
  private String ask(String order) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var orders = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        var answers =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      orders.println(order);
      return String.valueOf(answers.readLine());
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public Duration lasting(Random random) {
    return Duration.ZERO;
  }

  @Override
  public boolean sparesOthers() {
    return rounds % 2 == 1;
  }

  /** Each dish was read once; one whose acknowledgement was lost would be told as doubled, too. */
  @Override
  public void reconcile(Victim hub, Findings findings) {
    findings.compare(
        "dish",
        served.stream().collect(toMap(dish -> dish, dish -> 1L)),
        Arrays.stream(ask("tasted").split(" ")).collect(groupingBy(dish -> dish, counting())));
    wrong.forEach(findings::wrong);
  }
}
