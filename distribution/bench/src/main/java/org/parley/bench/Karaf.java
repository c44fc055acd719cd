// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Apache Karaf's standard archive, the peer that OSGi developers know.
 *
 * @param folder where it is unpacked
 */
record Karaf(Path folder) {
  static final String VERSION = "4.4.10";

  private static final String ARTIFACT = "org.apache.karaf:apache-karaf:" + VERSION + ":tar.gz";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
  private static final String BANNER = "SSH-2.0";
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final long STOP_SECONDS = 60;

  /** Fetches the archive through Maven, once, and unpacks it. */
  static Karaf unpack(Lab lab) throws IOException, InterruptedException {
    Path archive = lab.work().resolve("apache-karaf-" + VERSION + ".tar.gz");
    if (Files.notExists(archive)) {
      String reactor = lab.root().resolve("pom.xml").toString();
      String to = "-DoutputDirectory=" + lab.work();
      Shell.run(
          List.of("mvn", "-B", "-q", "-N", "-f", reactor, COPY, "-Dartifact=" + ARTIFACT, to));
    }
    Path parent = lab.empty("karaf");
    Shell.run(List.of("tar", "-xzf", archive.toString(), "-C", parent.toString()));
    return new Karaf(parent.resolve("apache-karaf-" + VERSION));
  }

  /** Takes from it all that an earlier start left. */
  void forget() throws IOException, InterruptedException {
    Shell.run(List.of("rm", "-rf", folder.resolve("data").toString()));
    Files.createDirectory(folder.resolve("data"));
  }

  /** Starts it without a console, at ports that are free. */
  Running start() throws IOException {
    int shell = Ports.free();
    set("org.apache.karaf.shell.cfg", "sshPort", shell);
    set("org.apache.karaf.management.cfg", "rmiRegistryPort", Ports.free());
    set("org.apache.karaf.management.cfg", "rmiServerPort", Ports.free());
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("bin/karaf").toString(), "server")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolveSibling("karaf.out").toFile());
    builder.environment().putAll(Lab.java());
    long begun = System.nanoTime();
    return new Running(builder.start(), shell, begun);
  }

  private void set(String file, String name, int value) throws IOException {
    Path settings = folder.resolve("etc").resolve(file);
    String text = Files.readString(settings);
    Files.writeString(settings, text.replaceAll("(?m)^" + name + " *=.*$", name + " = " + value));
  }

  /**
   * One start.
   *
   * @param shell the port where its shell answers
   * @param begun when the command was given, in nanoseconds
   */
  record Running(Process process, int shell, long begun) implements AutoCloseable {

    /** Waits for the shell; answers the nanoseconds from the command to then. */
    long awaitShell() throws InterruptedException {
      Wait.until("Karaf's shell answers", () -> answers() || !process.isAlive());
      if (!process.isAlive()) {
        throw new BenchFailed("Karaf has ended with " + process.exitValue());
      }
      return System.nanoTime() - begun;
    }

    private boolean answers() {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), shell), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        byte[] said = socket.getInputStream().readNBytes(BANNER.length());
        return new String(said, US_ASCII).equals(BANNER);
      } catch (IOException notYet) {
        return false;
      }
    }

    /** Of its Java, which the script may have started beneath itself. */
    ProcessMeter meter() {
      return new ProcessMeter(java().pid());
    }

    private ProcessHandle java() {
      return Stream.concat(Stream.of(process.toHandle()), process.descendants())
          .filter(each -> each.info().command().orElse("").endsWith("/java"))
          .findFirst()
          .orElseThrow(() -> new BenchFailed("Karaf has no Java process"));
    }

    @Override
    public void close() throws InterruptedException {
      if (process.isAlive()) {
        java().destroy();
      }
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        java().destroyForcibly();
        process.destroyForcibly().waitFor();
      }
    }
  }
}
