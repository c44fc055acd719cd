// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL, one for this JVM, that ends with it. As root it runs as nobody, for it refuses
 * to run as root. {@code PARLEY_TEST_POSTGRES_URL}, such as {@code jdbc:postgresql://host/db},
 * names a server to use in its place.
 */
public final class PostgresServer {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final String url;

  private PostgresServer(String url) {
    this.url = url;
  }

  /**
   * The server, started at the first call.
   *
   * @throws TestAbortedException where it cannot be had, unless {@code CI} is true
   */
  public static PostgresServer shared() {
    return Shared.get();
  }

  /** The address of a new, empty schema; its user is {@code postgres} without a password. */
  public String urlOf(String schema) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
      statement.execute("CREATE SCHEMA " + schema);
    } catch (SQLException e) {
      throw new IllegalStateException("Schema '" + schema + "' could not be made", e);
    }
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  private static PostgresServer start() throws IOException, InterruptedException {
    String given = System.getenv("PARLEY_TEST_POSTGRES_URL");
    if (given != null) {
      return new PostgresServer(given);
    }
    PostgresBinaries binaries = PostgresBinaries.unpacked();
    int port = Ports.free();
    Path log = Files.createTempFile("parley-postgres", ".log");
    log.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder(command(binaries, port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log.toFile())
            .directory(new File("/"))
            .start();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    await(url, process, log);
    return new PostgresServer(url);
  }

  private static List<String> command(PostgresBinaries binaries, int port) throws IOException {
    List<String> command = PostgresBinaries.asOwner();
    try (InputStream script = PostgresServer.class.getResourceAsStream("postgres.sh")) {
      command.addAll(
          List.of("sh", "-c", new String(script.readAllBytes(), "UTF-8"), "postgres.sh"));
    }
    command.add(binaries.bin().toString());
    command.add(binaries.work().toString());
    command.add(Integer.toString(port));
    return command;
  }

  private static void await(String url, Process process, Path log)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + LONGEST_START.toNanos();
    while (true) {
      try (Connection connection = connect(url)) {
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() - until > 0) {
          throw new IOException("it did not start: " + Files.readString(log), e);
        }
        Thread.sleep(20);
      }
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }

  /** The one server, or why there is none. */
  private static final class Shared {
    private static @Nullable PostgresServer server;
    private static @Nullable String missing;

    static synchronized PostgresServer get() {
      if (server == null && missing == null) {
        try {
          server = start();
        } catch (IOException e) {
          missing = "PostgreSQL cannot be had here: " + e;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
      if (server != null) {
        return server;
      }
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(missing);
      }
      throw new TestAbortedException(missing);
    }
  }
}
