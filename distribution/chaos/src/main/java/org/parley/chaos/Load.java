// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.parley.demo.Cast;
import org.parley.demo.Manners;
import org.parley.demo.Player;
import org.parley.demo.Witness;
import org.parley.testkit.Ports;

/**
 * All who use a hub during an experiment: the people of the demo's dialogue, played again and
 * again, and programs and browsers beside them. They send a request again until it is answered.
 */
final class Load implements AutoCloseable {
  static final String KEY = "a-key-for-the-programs-of-this-test";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int THREADS = 3;

  private final Ledger ledger = new Ledger();
  private final Manners manners = new Manners(PATIENCE, ledger);
  private final SmtpMailbox mailbox = new SmtpMailbox();
  private final AtomicInteger dialogues = new AtomicInteger();
  private final AtomicReference<Player> player = new AtomicReference<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(Load::daemon);
  private final List<CompletableFuture<Void>> running = new ArrayList<>();
  private final HubProgram hub;
  private final HubProgram sandbox;
  private final Traffic traffic;
  private final CallingCrm crm;
  private final MailOperator operator;
  private final Player.Part part;
  private CompletableFuture<Void> operating = CompletableFuture.completedFuture(null);
  private volatile boolean enough;

  /** Also writes the settings that a hub needs for it, so the hub must not run yet. */
  Load(Victim victim) throws IOException {
    int feed = Ports.free();
    int outside = Ports.free();
    victim.mayFetch(feed);
    victim.settings("org.parley.connector.sandbox", "port=" + outside + "\n");
    victim.environment("PARLEY_API_KEY", KEY);
    hub = new HubProgram(victim.url(), manners, KEY);
    sandbox =
        new HubProgram(
            URI.create("http://127.0.0.1:" + outside), new Manners(PATIENCE, Witness.NOBODY), KEY);
    traffic = new Traffic(hub, manners);
    crm = new CallingCrm(hub, ledger);
    victim.mayFetch(crm.port());
    operator = new MailOperator(hub);
    part =
        new Player.Part(
            victim.url(), victim.home(), KEY, feed, Optional.of(mailbox), manners, PATIENCE);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "load");
    thread.setDaemon(true);
    return thread;
  }

  void begin() throws InterruptedException {
    crm.join();
    running.add(CompletableFuture.runAsync(crm, threads));
    running.add(CompletableFuture.runAsync(this::play, threads));
    for (int i = 0; i < THREADS; i++) {
      running.add(CompletableFuture.runAsync(traffic, threads));
    }
    operating = CompletableFuture.runAsync(operator, threads);
  }

  /** Plays dialogues until it is enough and the last one has come to its end. */
  private void play() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (var stage = new Player(part, nowhere)) {
      player.set(stage);
      do {
        stage.play(new Cast(dialogues.get()));
        dialogues.incrementAndGet();
      } while (!enough);
    }
  }

  /** The step of the dialogue that is being played. */
  String step() {
    Player playing = player.get();
    return playing == null ? "before the dialogue" : playing.step();
  }

  /**
   * @throws ChaosFailed when somebody has given up
   */
  void check() {
    running.stream()
        .filter(CompletableFuture::isCompletedExceptionally)
        .findFirst()
        .ifPresent(Load::result);
  }

  private static void result(CompletableFuture<Void> done) {
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ChaosFailed("The traffic cannot go on: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosFailed("Interrupted", e);
    }
  }

  /** Lets everybody finish what is under way and holds the hub against what they were told. */
  void reconcile(boolean leftInDoubt, Findings findings) throws InterruptedException {
    enough = true;
    traffic.end();
    crm.end();
    running.forEach(Load::result);
    var reconciliation = new Reconciliation(hub, sandbox, ledger, leftInDoubt, findings);
    reconciliation.awaitRest();
    operator.end();
    result(operating);
    reconciliation.holdsWhatWasMade();
    reconciliation.countsEveryClick();
    reconciliation.holdsTraffic(traffic.rounds());
    reconciliation.holdsDialogues(dialogues.get());
    crm.reconcile(findings);
    reconciliation.holdsMail(mailbox, operator.window());
    ledger.errors().forEach((error, times) -> findings.wrong(times + " times: " + error));
  }

  /** How many rounds the traffic has begun. */
  int rounds() {
    return traffic.rounds();
  }

  Ledger ledger() {
    return ledger;
  }

  /** What was done, in a line. */
  String summary() {
    Map<String, Long> arrived = mailbox.arrived();
    Map<String, Integer> window = operator.window();
    long twice =
        window.keySet().stream().filter(mail -> arrived.getOrDefault(mail, 0L) > 1).count();
    return "%d dialogues, %d rounds of traffic, %s, %s; mail: %d sent, %d in the window, %d came twice"
        .formatted(
            dialogues.get(), traffic.rounds(), crm, ledger, arrived.size(), window.size(), twice);
  }

  @Override
  public void close() {
    enough = true;
    traffic.end();
    operator.end();
    threads.shutdownNow();
    crm.close();
    mailbox.close();
  }
}
