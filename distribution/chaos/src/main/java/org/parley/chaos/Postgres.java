// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.parley.testkit.PostgresBinaries;

/** A PostgreSQL of its own for one hub, with its commits made durable. */
final class Postgres implements AutoCloseable {
  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;

  private Postgres(PostgresBinaries binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** Makes one and lets a hub that was never started keep its data there. */
  static Postgres under(Victim hub) throws IOException, InterruptedException {
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    Path folder = Files.createTempDirectory(binaries.work(), "chaos");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (PostgresBinaries.isRoot()) {
      Files.setAttribute(folder, "unix:uid", PostgresBinaries.NOBODY);
    }
    var server = new Postgres(binaries, folder, Load.freePort());
    server.run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
    server.start();
    hub.settings(
        "org.parley.store",
        "url = jdbc:postgresql://127.0.0.1:%d/postgres%nuser = postgres%n".formatted(server.port));
    return server;
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

  /** Stops or continues the server with all that work for its connections. */
  void signal(String signal) throws IOException, InterruptedException {
    long server = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0));
    Shell.run("kill", "-" + signal, Long.toString(server));
    try (Stream<ProcessHandle> workers = ProcessHandle.of(server).orElseThrow().children()) {
      for (ProcessHandle worker : workers.toList()) {
        Shell.run("kill", "-" + signal, Long.toString(worker.pid()));
      }
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** As root it would refuse to run. */
  private void run(String program, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (PostgresBinaries.isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    }
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

  @Override
  public void close() throws IOException, InterruptedException {
    stopAtOnce();
    Shell.run("rm", "-rf", folder.toString());
  }
}
