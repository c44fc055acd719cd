// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.parley.testkit.Ports;
import org.parley.testkit.PostgresBinaries;

/** A PostgreSQL of its own for one hub, with its commits made durable. */
final class Postgres implements AutoCloseable {
  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;

  /** It is a daemon: when this process is ended in the middle it would stay. */
  private final Thread last = new Thread(this::endQuietly, "postgres-last");

  private Postgres(PostgresBinaries binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  static Optional<String> obstacle() {
    try {
      PostgresBinaries.unpacked();
      return PostgresBinaries.isRoot() ? Shell.lacks("setpriv") : Optional.empty();
    } catch (IOException e) {
      return Optional.of("PostgreSQL cannot be had here: " + e.getMessage());
    }
  }

  /** Makes one and starts it; nothing is left behind when that fails. */
  static Postgres begin() throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    Path folder = Files.createTempDirectory(binaries.work(), "chaos");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (PostgresBinaries.isRoot()) {
      Files.setAttribute(folder, "unix:uid", PostgresBinaries.NOBODY);
    }
    var server = new Postgres(binaries, folder, Ports.free());
    Runtime.getRuntime().addShutdownHook(server.last);
    try {
      server.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
      server.start();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** What a hub is told that keeps its data there. */
  String settings() {
    return "url = jdbc:postgresql://127.0.0.1:%d/postgres%nuser = postgres%n".formatted(port);
  }

  void start() throws IOException, InterruptedException {
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100"
            .formatted(port);
    run("pg_ctl", "-w", "-l", folder.resolve("log").toString(), "-o", options, "start");
  }

  /** As a crash of it: nobody is waited for, and the next start recovers. */
  void stopAtOnce() throws IOException, InterruptedException {
    run("pg_ctl", "-m", "immediate", "stop");
  }

  /** Sends a signal to the server and all that work for its connections. */
  void signal(String signal) throws IOException, InterruptedException {
    List<ProcessHandle> all = new ArrayList<>(workers());
    all.add(0, server());
    Signals.send(signal, all);
  }

  /** Sends one to those that work for a connection; when one dies, the server recovers. */
  void signalConnections(String signal) throws IOException, InterruptedException {
    List<ProcessHandle> serving = new ArrayList<>();
    for (ProcessHandle worker : workers()) {
      if (commandLine(worker).contains("127.0.0.1(")) {
        serving.add(worker);
      }
    }
    if (serving.isEmpty()) {
      throw new ChaosFailed("Nobody is connected to the database");
    }
    Signals.send(signal, serving);
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  private ProcessHandle server() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0));
    return ProcessHandle.of(pid).orElseThrow(() -> new ChaosFailed("The database does not run"));
  }

  private List<ProcessHandle> workers() throws IOException {
    try (Stream<ProcessHandle> workers = server().children()) {
      return workers.toList();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void run(String program, String... options) throws IOException, InterruptedException {
    List<String> command = PostgresBinaries.asOwner();
    command.add(binaries.bin().resolve(program).toString());
    command.addAll(List.of("-D", data().toString()));
    command.addAll(List.of(options));
    Path said = Files.createTempFile("parley-postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed: " + Files.readString(said));
    }
    Files.delete(said);
  }

  private void endQuietly() {
    try {
      if (Files.exists(data().resolve("postmaster.pid"))) {
        signal("CONT"); // one that is held would not end
        stopAtOnce();
      }
      Shell.run("rm", "-rf", folder.toString());
    } catch (IOException e) {
      System.err.println("PostgreSQL in " + folder + " is left behind: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (Runtime.getRuntime().removeShutdownHook(last)) {
      endQuietly();
    }
  }
}
