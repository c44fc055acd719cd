// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process holds on its heap, asked by the command of the JDK for that. */
record HeapMeter(long pid) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

  private static final double BYTES_IN_MIB = 1024.0 * 1024.0;

  /**
   * What a full collection leaves, in MiB; makes one, and counts before anything runs again: a
   * second question would count what was made until it was asked.
   */
  double liveMib() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return bytes(Shell.run(List.of(jcmd, Long.toString(pid), "GC.class_histogram"))) / BYTES_IN_MIB;
  }

  static long bytes(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new BenchFailed(
          "The JVM tells of its heap in other words than expected: "
              + histogram.lines().limit(3).toList());
    }
    return Long.parseLong(total.group(1));
  }
}
