// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.parley.bench.Wait;
import org.parley.demo.Manners;
import org.parley.demo.Web;
import org.parley.testkit.Ports;

/**
 * Follows links on a hub whose system calls are recorded, and holds each answer against the write
 * of the embedded database's log that holds its click: it must have been made durable before the
 * answer began to leave.
 */
final class SyncOrder implements Trial {
  private static final int CLICKS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration ATTACHED = Duration.ofSeconds(20);
  private static final String CALLS =
      "trace=write,pwrite64,writev,pwritev,sendto,sendmsg,fsync,fdatasync";

  /** O_DSYNC, which O_SYNC contains, as /proc tells it: in octal digits. */
  private static final long DSYNC = 0_10000;

  @Override
  public String name() {
    return "sync-order";
  }

  @Override
  public String deed() {
    return "a link followed, its answer held against the synchronous write of its click by strace";
  }

  @Override
  public Optional<String> obstacle() {
    return Shell.lacks("strace");
  }

  /** Each round is one click. */
  @Override
  public int usualRounds() {
    return CLICKS;
  }

  @Override
  public Outcome carryOut(Path distribution, Path folder, Plan plan)
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "PARLEY_API_KEY", Load.KEY);
    Victim hub = new Victim(distribution, folder.resolve("home"), Ports.free(), environment);
    try (HealthWatch health = new HealthWatch(hub.url())) {
      hub.start();
      if (!Wait.come(PATIENCE, () -> health.wellSince(0))) {
        throw new ChaosFailed("The hub does not come up: " + hub.output());
      }
      return observe(hub, folder.resolve("calls"), plan.rounds());
    } finally {
      hub.close();
    }
  }

  private Outcome observe(Victim hub, Path record, int clicks)
      throws IOException, InterruptedException {
    Ledger ledger = new Ledger();
    Manners manners = new Manners(PATIENCE, ledger);
    List<JsonNode> links = links(new HubProgram(hub.url(), manners, Load.KEY), clicks);
    Struck struck = new Struck(name(), deed());
    Map<Integer, Long> before = ledger.answers();
    Process strace = attach(hub, record);
    for (JsonNode link : links) {
      struck.round("one after the other");
      URI address = hub.url().resolve("/" + link.path("slug").asText());
      Web.location(Web.browser(manners, "Firefox/132.0").open(address));
    }
    Set<Integer> synchronous = synchronous(hub);
    Signals.send("INT", List.of(strace.toHandle()));
    strace.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    struck.answers(before, ledger.answers());
    Map<String, String> targets = new TreeMap<>();
    links.forEach(link -> targets.put(link.path("id").asText(), link.path("target").asText()));
    List<String> lines = Files.readAllLines(record, StandardCharsets.ISO_8859_1);
    Findings findings = judge(targets, lines, synchronous);
    return new Outcome(List.of(struck), findings, ledger.toString());
  }

  private static List<JsonNode> links(HubProgram program, int clicks) {
    return IntStream.range(0, clicks)
        .mapToObj("https://fernandfield.example/followed/%05d."::formatted)
        .map(target -> program.post("links", Map.of("target", target)))
        .toList();
  }

  private static Process attach(Victim hub, Path record) throws IOException, InterruptedException {
    Process strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-y",
                "-s",
                "1000000",
                "-e",
                CALLS,
                "-o",
                record.toString(),
                "-p",
                Long.toString(hub.pid()))
            .redirectErrorStream(true)
            .redirectOutput(Path.of(record + ".said").toFile())
            .start();
    if (!Wait.come(ATTACHED, () -> record.toFile().length() > 0)) {
      strace.destroy();
      throw new ChaosFailed(
          "strace records nothing: " + Files.readString(Path.of(record + ".said")));
    }
    return strace;
  }

  /** The hub's files of which each write is durable when it ends. */
  private static Set<Integer> synchronous(Victim hub) throws IOException {
    Set<Integer> handles = new HashSet<>();
    try (var all = Files.list(Path.of("/proc/" + hub.pid() + "/fdinfo"))) {
      for (Path handle : all.toList()) {
        for (String line : Files.readAllLines(handle)) {
          if (line.startsWith("flags:")
              && (Long.parseLong(line.substring(6).strip(), 8) & DSYNC) != 0) {
            handles.add(Integer.parseInt(handle.getFileName().toString()));
          }
        }
      }
    }
    return handles;
  }

  /**
   * The log tells of a click by the id of its link, which it does not name for any other reason
   * while links are only followed.
   *
   * @param targets where each link leads, by its id
   */
  static Findings judge(Map<String, String> targets, List<String> lines, Set<Integer> synchronous) {
    SystemCalls calls = new SystemCalls(lines);
    Predicate<String> log = path -> path.matches(".*/db/log/log\\d+\\.dat");
    Findings findings = new Findings();
    targets.forEach(
        (link, target) -> {
          int answered = calls.answered(target);
          int durable = calls.durable(link, log, synchronous);
          if (!SystemCalls.happened(answered)) {
            findings.wrong("Nobody saw the answer of link " + link);
          }
          String sentence =
              "link %s was answered at %d, durable at %d".formatted(link, answered, durable);
          findings.note(durable < answered ? 0 : -1, sentence);
        });
    return findings;
  }
}
