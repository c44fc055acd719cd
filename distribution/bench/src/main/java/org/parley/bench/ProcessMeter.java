// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel says of a process. */
record ProcessMeter(long pid) {
  private static final double KIB_IN_MIB = 1024.0;

  /** The unit of {@code /proc/PID/stat}: a hundredth of a second on every Linux for user space. */
  private static final long MILLIS_A_TICK = 10;

  private static final int USER_TIME = 11;

  /** Processor time that it has used since it began, all threads together. */
  long cpuMillis() {
    String stat = read("stat");
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[USER_TIME + 1]);
    return ticks * MILLIS_A_TICK;
  }

  /** Memory that it holds now, in MiB. */
  double residentMib() {
    return status("VmRSS:") / KIB_IN_MIB;
  }

  /** How many threads it has now. */
  long threads() {
    return status("Threads:");
  }

  /** How many files and sockets it has open. */
  long handles() throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return handles.count();
    }
  }

  private long status(String name) {
    try (Stream<String> lines = read("status").lines()) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private String read(String name) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), name));
    } catch (IOException e) {
      throw new BenchFailed("Process " + pid + " has ended, or this is no Linux: " + e, e);
    }
  }
}
