// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a hub held at moments of equal distance. */
final class SoakSamples {
  private static final String RESIDENT = "resident, MiB";
  private static final String HEAP = "heap after a full collection, MiB";
  private static final String THREADS = "threads";
  private static final String HANDLES = "open files and sockets";
  private static final String DISK = "disk, MiB";
  private static final double FLAT = 5;
  private static final double MIB = 1024.0 * 1024;
  private static final int BARS = 10;

  private final ProcessMeter meter;
  private final Path home;
  private final Map<String, List<Double>> samples = new LinkedHashMap<>();

  SoakSamples(ProcessMeter meter, Path home) {
    this.meter = meter;
    this.home = home;
  }

  void take() throws IOException {
    add(RESIDENT, meter.residentMib());
    add(THREADS, meter.threads());
    add(HANDLES, meter.handles());
    add(DISK, disk());
  }

  /** Makes the hub collect all that it can, and takes what is left. */
  void takeHeap() throws IOException, InterruptedException {
    add(HEAP, new HeapMeter(meter.pid()).liveMib());
  }

  private void add(String figure, double value) {
    samples.computeIfAbsent(figure, any -> new ArrayList<>()).add(value);
  }

  private double disk() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(Files::isRegularFile).mapToLong(SoakSamples::size).sum() / MIB;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return disk(); // one was deleted while they were read
      }
      throw e;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Table table() {
    Table table = new Table("What the hub holds, second half", "", List.of());
    samples.forEach(
        (figure, all) -> {
          secondHalf(all).forEach(value -> table.ours(figure, value));
          table.ours(figure + ": growth, %", growth(secondHalf(all)));
          if (!figure.equals(DISK)) {
            table.goal(figure + ": growth, %", "< 5");
          }
        });
    return table;
  }

  /** One sentence: what is flat, or what is not. */
  String verdict() {
    List<String> growing =
        samples.entrySet().stream()
            .filter(each -> !each.getKey().equals(DISK))
            .filter(each -> growth(secondHalf(each.getValue())) >= FLAT)
            .map(Map.Entry::getKey)
            .toList();
    return growing.isEmpty()
        ? "Verdict: **flat**. Of nothing but disk does the hub need more the longer it runs."
        : "Verdict: **not flat**. There grew: " + String.join("; ", growing) + ".";
  }

  private static List<Double> secondHalf(List<Double> all) {
    return all.subList(all.size() / 2, all.size());
  }

  /** How much a straight line through the values rises over all of them, in % of their mean. */
  static double growth(List<Double> values) {
    int count = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double middle = (count - 1) / 2.0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < count; i++) {
      above += (i - middle) * (values.get(i) - mean);
      below += (i - middle) * (i - middle);
    }
    return below == 0 || mean == 0 ? 0 : above / below * (count - 1) * 100 / mean;
  }

  /** Means of ten parts of the time. */
  Chart chart() {
    Chart chart =
        new Chart(
            "soak",
            "Memory under steady load, MiB",
            List.of("resident", "heap after a full collection"));
    List<Double> resident = samples.getOrDefault(RESIDENT, List.of());
    List<Double> heap = samples.getOrDefault(HEAP, List.of());
    for (int part = 0; part < BARS; part++) {
      String name = (part + 1) + "0 % of the time";
      chart.group(name, List.of(mean(part, resident), mean(part, heap)));
    }
    return chart;
  }

  /** 0 when none was taken in that part. */
  private static double mean(int part, List<Double> all) {
    return all.subList(all.size() * part / BARS, all.size() * (part + 1) / BARS).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }
}
