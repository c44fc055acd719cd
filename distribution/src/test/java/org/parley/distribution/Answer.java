// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a command printed and how it ended. */
record Answer(int exitCode, String text) {

  /**
   * Runs a command to its end. What it prints goes to a file, since a pipe that nobody reads would
   * hold it up, and a hub that it leaves running would keep the pipe open.
   *
   * @param folder for the file
   * @throws IllegalStateException when it has not ended in time; then it and what it started is
   *     killed
   */
  static Answer of(ProcessBuilder command, Path folder, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "answer", ".out");
    Process process = command.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException(
          command.command() + " has not ended:\n" + Files.readString(output));
    }
    return new Answer(process.exitValue(), Files.readString(output));
  }
}
