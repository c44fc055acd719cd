// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process holds on its heap, asked by the command of the JDK for that. */
record HeapMeter(long pid) {
  /** A line for each generation, or one for all with a collector that has none. */
  private static final Pattern USED =
      Pattern.compile("(?:generation|heap|YoungGen|OldGen)\\s+total \\d+K, used (\\d+)K");

  private static final double KIB_IN_MIB = 1024.0;

  /** What a full collection leaves, in MiB; makes one. */
  double liveMib() throws IOException, InterruptedException {
    ask("GC.run");
    return usedKib(ask("GC.heap_info")) / KIB_IN_MIB;
  }

  static long usedKib(String told) {
    Matcher used = USED.matcher(told);
    long sum = 0;
    while (used.find()) {
      sum += Long.parseLong(used.group(1));
    }
    if (sum == 0) {
      throw new BenchFailed("The JVM tells of its heap in other words than expected: " + told);
    }
    return sum;
  }

  private String ask(String question) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Shell.run(List.of(jcmd, Long.toString(pid), question));
  }
}
