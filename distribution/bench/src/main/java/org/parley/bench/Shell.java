// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs small commands of the system. */
final class Shell {
  private Shell() {}

  /**
   * Answers what it printed.
   *
   * @throws BenchFailed with what it printed, when the command fails
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new BenchFailed("'" + String.join(" ", command) + "' failed: " + printed);
    }
    return printed;
  }
}
