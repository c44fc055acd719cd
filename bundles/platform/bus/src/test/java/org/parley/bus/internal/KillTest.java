// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.PageRequest;
import org.parley.api.bus.BusDesk;
import org.parley.testkit.StoreTest;
import org.parley.testkit.TestStore;

/**
 * Kills a hub at random moments, then counts; {@code parley.kills} says how often, {@code
 * -Dparley.seed} repeats the moments of an earlier run.
 */
@StoreTest(room = {"bus", "ledger"})
class KillTest {
  private static final int KILLS = Integer.getInteger("parley.kills", 4);
  private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

  private final Set<String> acknowledged = new HashSet<>();
  private final Set<String> called = new HashSet<>();
  private final Random random = new Random(SEED);
  @TempDir private Path folder;

  /** Only says which database: each life opens it by itself, as a hub does. */
  @TestTemplate
  void losesNothingThatWasAcknowledgedAndHasEachEffectOnce(TestStore store) throws Exception {
    String url = url(store);
    System.out.printf("%d kills with -Dparley.seed=%d%n", KILLS, SEED);
    for (int life = 0; life < KILLS; life++) {
      liveAndDie(url, life);
    }
    try (KilledHub last = new KilledHub(url, this::note)) {
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(() -> assertIdle(last.bus.engine.desk()));
      List<String> effects = last.effects();

      assertThat(last.bus.engine.desk().parked(PageRequest.first(10)).items()).isEmpty();
      for (int lanes = 1; lanes <= 3; lanes++) {
        assertEffects("inward-" + lanes, effects);
      }
      assertEffects(KilledHub.BATCHES, effects);
      assertThat(called).containsAll(acknowledged);
    }
  }

  /** A process that is destroyed forcibly gets SIGKILL and has no time for anything. */
  private void liveAndDie(String url, int life) throws IOException, InterruptedException {
    Path said = folder.resolve("life" + life + ".txt");
    Path complained = folder.resolve("life" + life + ".err");
    Process hub =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHub.class.getName(),
                url,
                "life" + life)
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(said) > 0 || !hub.isAlive());
      assertThat(hub.isAlive()).as(() -> "The hub came up: " + text(complained)).isTrue();
      Thread.sleep(random.nextInt(1_500));
    } finally {
      hub.destroyForcibly().waitFor();
    }
    Files.readAllLines(said).forEach(this::note);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "It said nothing: " + e;
    }
  }

  /** The last line may be cut off; what it says is then not counted. */
  private synchronized void note(String line) {
    boolean whole = line.matches("[AO] life\\d+-(own|many)-\\d#\\d{6}");
    if (whole) {
      (line.startsWith("A") ? acknowledged : called).add(line.substring(2));
    }
  }

  /** A folder on disk where the kit's own Derby lies in memory. */
  private String url(TestStore store) {
    return store.kind() == TestStore.Kind.DERBY
        ? "jdbc:derby:" + folder.resolve("hub")
        : store.settings().url();
  }

  private static void assertIdle(BusDesk desk) {
    assertThat(desk.groups())
        .hasSize(5)
        .allSatisfy(
            group -> {
              assertThat(group.lag()).isZero();
              assertThat(group.waiting()).isZero();
            });
  }

  private void assertEffects(String group, List<String> all) {
    List<String> said = new ArrayList<>();
    for (String effect : all) {
      if (effect.startsWith(group + " ")) {
        said.add(effect.substring(effect.lastIndexOf(' ') + 1));
      }
    }
    assertThat(said).doesNotHaveDuplicates().containsAll(acknowledged);
    Map<String, List<String>> keys =
        said.stream().collect(Collectors.groupingBy(each -> each.substring(0, each.indexOf('#'))));
    assertThat(keys.values()).allSatisfy(of -> assertThat(of).as(group).isSorted());
  }
}
