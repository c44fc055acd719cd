// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java has no word for, such as {@code STOP} and {@code CONT}. */
final class Signals {
  private Signals() {}

  static void send(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(); // one that has ended meanwhile is no matter
  }
}
