// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.parley.demo.Cast;
import org.parley.demo.Manners;
import org.parley.demo.Player;
import org.parley.testkit.Ports;

/**
 * Kills the hub at random moments while the demo's dialogue and other requests run on it, and then
 * holds everything against what was acknowledged. {@code -Dparley.kills} says how often, {@code
 * -Dparley.seed} repeats the moments of an earlier run.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("parley.kills", 10);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());
  private static final String KEY = "a-key-for-the-programs-of-this-test";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** One kill in so many meets the hub while it starts. */
  private static final int DURING_START = 4;

  /** It is left alone after it is ready as long as a start takes here, but so long at least. */
  private static final long LONGEST_LIFE_NANOS = 6_000_000_000L;

  private final Random random = new Random(SEED);
  private final Map<String, Integer> phases = new TreeMap<>();
  private final Ledger ledger = new Ledger();
  private final Manners manners = new Manners(PATIENCE, ledger);
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger dialogues = new AtomicInteger();
  private final AtomicReference<Player> player = new AtomicReference<>();
  private long starting = 8_000_000_000L;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void losesAndDoublesNothingHoweverOftenItIsKilled() throws Exception {
    Path distribution = PackedHub.unpack(Files.createDirectory(folder.resolve("unpacked")));
    int port = Ports.free();
    int feed = Ports.free();
    int outside = Ports.free();
    Path home = folder.resolve("home");
    settle(home, feed, outside);
    URI url = URI.create("http://localhost:" + port);
    var hub = new HubProgram(url, manners, KEY);
    var sandbox =
        new HubProgram(
            URI.create("http://127.0.0.1:" + outside),
            new Manners(PATIENCE, org.parley.demo.Witness.NOBODY),
            KEY);
    System.out.printf("%d kills with -Dparley.seed=%d, home %s%n", KILLS, SEED, home);
    try (SmtpMailbox mailbox = new SmtpMailbox();
        KilledHub killed = new KilledHub(distribution, home, Map.of("PARLEY_API_KEY", KEY), port)) {
      var traffic = new Traffic(hub, manners);
      var operator = new MailOperator(hub);
      var part = new Player.Part(url, home, KEY, feed, Optional.of(mailbox), manners, PATIENCE);
      var playing = CompletableFuture.runAsync(() -> play(part));
      var trafficking = CompletableFuture.runAsync(traffic);
      var operating = CompletableFuture.runAsync(operator);

      for (int kill = 1; kill <= KILLS; kill++) {
        live(killed);
        note(kill, killed.output().contains("Parley is ready"));
        killed.close();
        CompletableFuture.anyOf(playing, trafficking, operating).getNow(null);
      }
      killed.start();
      killed.awaitReady();
      enough.set(true);
      traffic.end();
      trafficking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      playing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      var reconciliation = new Reconciliation(hub, sandbox, ledger);
      reconciliation.awaitRest();
      operator.end();
      operating.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      tell(mailbox, operator, traffic);
      assertThat(dialogues.get()).isPositive();
      reconciliation.holdsWhatWasMade();
      reconciliation.countsEveryClick();
      reconciliation.holdsTraffic(traffic.rounds());
      reconciliation.holdsDialogues(dialogues.get());
      reconciliation.holdsMail(mailbox, operator.window());
    }
  }

  /** The moments depend on the seed and on how long a start takes here. */
  private void live(KilledHub hub) throws InterruptedException {
    boolean duringStart = random.nextInt(DURING_START) == 0;
    double when = random.nextDouble();
    long begun = System.nanoTime();
    hub.start();
    if (duringStart) {
      TimeUnit.NANOSECONDS.sleep((long) (when * starting));
    } else {
      hub.awaitReady();
      starting = System.nanoTime() - begun;
      TimeUnit.NANOSECONDS.sleep((long) (when * Math.max(LONGEST_LIFE_NANOS, starting)));
    }
  }

  private static void settle(Path home, int feed, int outside) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("org.parley.web.cfg"), "fetch.allow=127.0.0.1:" + feed + "\n");
    Files.writeString(conf.resolve("org.parley.connector.sandbox.cfg"), "port=" + outside + "\n");
  }

  /** Plays dialogues until there were enough kills and the last one has come to its end. */
  private void play(Player.Part part) {
    try (var stage =
        new Player(
            part,
            new PrintStream(
                java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))) {
      player.set(stage);
      do {
        stage.play(new Cast(dialogues.get()));
        dialogues.incrementAndGet();
      } while (!enough.get());
    }
  }

  private void note(int kill, boolean ready) {
    Player playing = player.get();
    String step = playing == null ? "before the dialogue" : playing.step();
    String phase = ready ? step : "while the hub starts";
    phases.merge(phase, 1, Integer::sum);
    System.out.printf("  kill %d: %s%s%n", kill, phase, ready ? "" : " (" + step + ")");
  }

  private void tell(SmtpMailbox mailbox, MailOperator operator, Traffic traffic) {
    Map<String, Long> arrived = mailbox.arrived();
    Map<String, Integer> window = operator.window();
    long twice =
        window.keySet().stream().filter(mail -> arrived.getOrDefault(mail, 0L) > 1).count();
    System.out.printf(
        "%d kills, seed %d: %d dialogues, %d rounds of traffic, %s%n",
        KILLS, SEED, dialogues.get(), traffic.rounds(), ledger);
    System.out.printf(
        "  mail: %d sent, %d in the window, of which %d had arrived and came twice when sent again%n",
        arrived.size(), window.size(), twice);
    phases.forEach((phase, kills) -> System.out.printf("  %4d kills: %s%n", kills, phase));
  }
}
