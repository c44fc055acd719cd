// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The hub's own Jetty with a handler of the benchmarks', in a Java with the hub's flags. */
final class BareJetty implements AutoCloseable {
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final int port;

  private BareJetty(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The limit of a redirect: answers 302 and does nothing else.
   *
   * @param flags the hub's file of flags
   */
  static BareJetty start(Path flags, Path output) throws IOException, InterruptedException {
    return start(flags, output, RedirectServer.class, List.of());
  }

  /** Writes a row for each click, into a database in an empty folder. */
  static BareJetty rowPerClick(Path flags, Path folder, Links links)
      throws IOException, InterruptedException {
    List<String> settings =
        List.of(folder.resolve("db").toString(), links.name(), Integer.toString(links.count()));
    return start(flags, folder.resolve("output"), RowServer.class, settings);
  }

  private static BareJetty start(Path flags, Path output, Class<?> main, List<String> settings)
      throws IOException, InterruptedException {
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    try (Stream<String> lines = Files.lines(flags)) {
      lines.map(String::strip).filter(line -> line.startsWith("-")).forEach(command::add);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), Integer.toString(port)));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Wait.until("Jetty listens", () -> Ports.isTaken(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new BenchFailed("Jetty has ended:\n" + Files.readString(output));
    }
    return new BareJetty(process, port);
  }

  int port() {
    return port;
  }

  ProcessMeter meter() {
    return new ProcessMeter(process.pid());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
