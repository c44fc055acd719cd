// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.bench.Document;
import org.parley.bench.Machine;

/** The command {@code ./parley chaos}. */
public final class Main {
  private static final Path ROOT = Path.of(System.getProperty("parley.root", "."));

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      List<String> known = Faults.all().stream().map(Fault::name).toList();
      System.exit(run(Options.parse(List.of(arguments), known)) ? 0 : 1);
    } catch (ChaosFailed e) {
      System.err.println("parley chaos: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Options options) throws IOException, InterruptedException {
    String machine = Machine.describe();
    StringBuilder rows = new StringBuilder();
    boolean clean = true;
    for (Fault fault : Faults.all()) {
      if (options.names().contains(fault.name())) {
        clean &= run(fault, options, rows);
      }
    }
    String table = Outcome.head() + rows;
    System.out.println("\n" + table);
    if (options.write()) {
      String section = "\nseed %d · %s%n%n%s%n".formatted(options.seed(), machine, table);
      new Document(ROOT.resolve("docs/benchmarks.md")).write("faults", section);
    }
    return clean;
  }

  /** Each has a hub of its own, so that one that is broken for good does not spoil the rest. */
  private static boolean run(Fault fault, Options options, StringBuilder rows)
      throws IOException, InterruptedException {
    Optional<String> obstacle = fault.obstacle();
    if (obstacle.isPresent()) {
      System.out.println(fault.name() + ": skipped, " + obstacle.get());
      return true;
    }
    Path folder = Files.createTempDirectory("parley-chaos");
    Plan plan = options.plan(Faults.usualRounds(fault));
    System.out.printf(
        "%s: %s; seed %d, home %s%n",
        fault.name(), fault.deed(), plan.seed(), folder.resolve("home"));
    try {
      Victim hub = new Victim(distribution(), folder.resolve("home"), Load.freePort(), java());
      Outcome outcome = new Experiment(List.of(fault), plan, System.out).on(hub);
      tell(outcome);
      rows.append(outcome.rows());
      return outcome.findings().isClean();
    } catch (ChaosFailed e) {
      System.err.println("parley chaos: " + fault.name() + ": " + e.getMessage());
      return false;
    }
  }

  private static void tell(Outcome outcome) {
    Findings findings = outcome.findings();
    System.out.println("  " + outcome.summary());
    System.out.printf(
        "  %d things compared, %d clicks counted though refused%n",
        findings.compared(), findings.inDoubt());
    findings.missing().forEach(each -> System.out.println("  MISSING " + each));
    findings.doubled().forEach(each -> System.out.println("  DOUBLED " + each));
    findings.wrong().forEach(each -> System.out.println("  WRONG " + each));
  }

  private static Path distribution() {
    return Path.of(System.getProperty("parley.distribution"));
  }

  private static Map<String, String> java() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }
}
