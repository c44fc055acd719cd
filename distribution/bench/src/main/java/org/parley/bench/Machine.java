// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures depend on: the hub as it was committed, and what it runs on. */
public final class Machine {
  private static final double KIB_IN_GIB = 1024.0 * 1024.0;

  private Machine() {}

  /** One line for the head of a section. */
  public static String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        "commit %s, %s, %d cores (%s), %.0f GiB memory, %s %s, Linux %s; load average before: %s",
        System.getProperty("parley.commit", "unknown"),
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        field(Path.of("/proc/cpuinfo"), "model name"),
        Double.parseDouble(field(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
            / KIB_IN_GIB,
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        System.getProperty("os.version").replaceAll("-.*", ""),
        load());
  }

  /** How many processes wanted to run during the last minute: near 0 on a quiet machine. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
  }

  private static String field(Path file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    }
  }
}
