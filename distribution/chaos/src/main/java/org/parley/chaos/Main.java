// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.parley.bench.Document;
import org.parley.bench.Machine;
import org.parley.demo.DemoFailed;

/** The command {@code ./parley chaos}. */
public final class Main {
  private static final Path ROOT = Path.of(System.getProperty("parley.root", "."));

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      List<String> known = Faults.all().stream().map(Trial::name).toList();
      System.exit(run(Options.parse(List.of(arguments), known)) ? 0 : 1);
    } catch (ChaosFailed e) {
      System.err.println("parley chaos: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(Options options) throws IOException, InterruptedException {
    String machine = Machine.describe();
    Report report = new Report();
    boolean clean = true;
    for (Trial trial : Faults.all()) {
      if (options.names().contains(trial.name())) {
        clean &= run(trial, options, report);
      }
    }
    System.out.println("\n" + report);
    if (options.write()) {
      String section = "\nseed %d · %s%n%n%s%n".formatted(options.seed(), machine, report);
      new Document(ROOT.resolve("docs/benchmarks.md")).write("faults", section);
    }
    return clean;
  }

  private static boolean run(Trial trial, Options options, Report report)
      throws IOException, InterruptedException {
    Optional<String> obstacle = trial.obstacle();
    if (obstacle.isPresent()) {
      System.out.println(trial.name() + ": skipped, " + obstacle.get());
      report.skip(trial.name(), obstacle.get());
      return true;
    }
    Path folder = Files.createTempDirectory("parley-chaos");
    Plan plan = options.plan(trial.usualRounds());
    System.out.printf("%s: %s; seed %d, in %s%n", trial.name(), trial.deed(), plan.seed(), folder);
    try {
      Outcome outcome = trial.carryOut(distribution(), folder, plan);
      tell(outcome);
      report.add(outcome);
      return outcome.findings().isClean();
    } catch (ChaosFailed | DemoFailed e) {
      System.err.println("parley chaos: " + trial.name() + ": " + e.getMessage());
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
}
