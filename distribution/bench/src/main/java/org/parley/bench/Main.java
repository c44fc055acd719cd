// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code ./parley bench}. */
public final class Main {
  private static final List<Benchmark> BENCHMARKS =
      List.of(
          new StartBench(),
          new RedirectBench(),
          new BusBench(),
          new CollectBench(),
          new IdentifyBench(),
          new GrowthBench(),
          new DeployBench(),
          new InnerBench(),
          new SoakBench());

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean well = true;
    try {
      List<String> known = BENCHMARKS.stream().map(Benchmark::name).toList();
      Lab lab = Lab.ofSystem(Options.parse(List.of(arguments), known));
      Files.createDirectories(lab.work());
      for (Benchmark benchmark : BENCHMARKS) {
        if (lab.options().names().contains(benchmark.name())) {
          well &= run(benchmark, lab);
        }
      }
    } catch (BenchFailed e) {
      System.err.println("parley bench: " + e.getMessage());
      well = false;
    }
    System.exit(well ? 0 : 1);
  }

  private static boolean run(Benchmark benchmark, Lab lab)
      throws IOException, InterruptedException {
    String machine = Machine.describe();
    System.out.println("Benchmark '" + benchmark.name() + "' on " + machine);
    try {
      Result result = benchmark.run(lab);
      String command = lab.options().command(benchmark.name());
      String section = "\n`%s` · %s\n\n%s\n".formatted(command, machine, result.markdown());
      System.out.println(section);
      if (lab.options().write()) {
        write(lab.root().resolve("docs"), benchmark.name(), section, result.charts());
      }
      return true;
    } catch (BenchFailed e) {
      System.err.println("parley bench: '" + benchmark.name() + "' failed: " + e.getMessage());
      return false;
    }
  }

  private static void write(Path docs, String name, String section, List<Chart> charts)
      throws IOException {
    for (Chart chart : charts) {
      Files.writeString(docs.resolve("images").resolve(chart.fileName()), chart.svg());
    }
    new Document(docs.resolve("benchmarks.md")).write(name, section);
  }
}
