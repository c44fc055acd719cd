// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the inner parts of the hot paths cost, by JMH: nothing else of the hub is there. */
final class InnerBench implements Benchmark {
  private static final String HARNESS = "org.openjdk.jmh.Main";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Override
  public String name() {
    return "inner";
  }

  @Override
  public Result run(Lab lab) throws IOException, InterruptedException {
    Path figures = lab.empty("inner").resolve("figures.json");
    Shell.run(command(lab, figures));
    JsonNode found = new ObjectMapper().readTree(Files.readString(figures));
    Table visits = new Table("A visit, until its click is handed to the bus", "", List.of());
    fill(visits, "ClicksBenchmark", found);
    Table log = new Table("A click in the log", "", List.of());
    fill(log, "RecordsBenchmark", found);
    return new Result(List.of(visits, log), notes());
  }

  private static List<String> command(Lab lab, Path figures) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("parley.inner"), HARNESS));
    command.addAll(List.of("-prof", "gc", "-rf", "json", "-rff", figures.toString()));
    String length = lab.quick() ? "200ms" : "1s";
    String rounds = String.valueOf(lab.rounds(5, 2));
    command.addAll(List.of("-f", lab.quick() ? "1" : "3", "-wi", rounds, "-i", rounds));
    command.addAll(List.of("-w", length, "-r", length));
    return command;
  }

  private static void fill(Table table, String part, JsonNode figures) {
    for (JsonNode figure : figures) {
      String[] names = figure.path("benchmark").asText().split("\\.");
      if (names[names.length - 2].equals(part)) {
        String what = words(names[names.length - 1]);
        figure.path("primaryMetric").path("rawData").forEach(fork -> add(table, what, fork));
        double bytes = figure.path("secondaryMetrics").path(ALLOCATED).path("score").asDouble();
        table.ours(what + ": allocated, bytes", bytes);
      }
    }
  }

  private static void add(Table table, String what, JsonNode fork) {
    fork.forEach(nanos -> table.ours(what + ": ns", nanos.asDouble()));
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static List<String> notes() {
    return List.of(
        "The classes of the hub, called over and over in one thread, in three JVMs one after the"
            + " other; the names are those of the methods of `ClicksBenchmark` and"
            + " `RecordsBenchmark` in `distribution/bench/inner`.",
        "A row of the log holds a hundred clicks here.");
  }
}
