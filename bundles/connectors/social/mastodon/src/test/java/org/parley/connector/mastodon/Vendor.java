// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/**
 * A server in a process of its own that holds requests against the vendor's OpenAPI document and
 * answers as a real one was recorded to.
 */
final class Vendor implements AutoCloseable {
  private static final Path HOME = Path.of("src", "test", "spec").toAbsolutePath();
  private static final String DOCUMENT = "shared/specs/mastodon/schema.json";
  private static final String RECORDINGS = "shared/corpora/mastodon-py-cassettes/tests";

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final BlockingQueue<JsonObject> marks = new LinkedBlockingQueue<>();
  private final Process process;
  private final Writer in;
  private final URI address;

  /**
   * A request.
   *
   * @param operation as the document calls it
   * @param body as JSON, whatever form it came in
   * @param said what the document objects to
   */
  record Seen(String operation, String path, String key, Map<?, ?> body, List<String> said) {}

  private Vendor(Process process) throws IOException {
    this.process = process;
    in = process.outputWriter(UTF_8);
    BufferedReader out = process.inputReader(UTF_8);
    int port = read(requireNonNull(out.readLine(), "The server ended")).getInteger("port");
    address = URI.create("http://127.0.0.1:" + port);
    var reader = new Thread(() -> out.lines().map(Vendor::read).forEach(this::hear), "vendor");
    reader.setDaemon(true);
    reader.start();
  }

  private void hear(JsonObject line) {
    if (line.get("request") instanceof JsonObject request) {
      seen.add(seen(request));
    } else {
      marks.add(line);
    }
  }

  /** Why there is none on this machine; empty when there is. */
  static Optional<String> missing() {
    if (beside(DOCUMENT).isEmpty() || beside(RECORDINGS).isEmpty()) {
      return Optional.of("Mastodon's OpenAPI document or the recordings do not lie in ../shared");
    }
    return Files.isDirectory(HOME.resolve("node_modules/openapi-backend")) && node().isPresent()
        ? Optional.empty()
        : Optional.of("Node or openapi-backend is not there; distribution/install/npm gets it");
  }

  static Vendor start() throws IOException {
    var command =
        List.of(
            node().orElseThrow().toString(),
            "vendor.mjs",
            beside(DOCUMENT).orElseThrow().toString(),
            beside(RECORDINGS).orElseThrow().toString());
    return new Vendor(
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  URI address() {
    return address;
  }

  /** The next request for that operation gets the document's example of that status. */
  void answerNext(String operation, int status) {
    tell(",\"answer\":{\"operation\":\"" + operation + "\",\"status\":" + status + "}");
  }

  /** What was asked since the last time. */
  List<Seen> seen() {
    tell("");
    List<Seen> all = new ArrayList<>(seen);
    seen.removeAll(all);
    return all;
  }

  /** Returns once the server has heard it and has told of all that it was asked before. */
  private void tell(String more) {
    try {
      in.write("{\"mark\":1" + more + "}\n");
      in.flush();
      requireNonNull(marks.poll(10, TimeUnit.SECONDS), "The server does not answer");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    in.close();
    process.waitFor();
  }

  private static Seen seen(JsonObject request) {
    return new Seen(
        String.valueOf(request.get("operation")),
        request.getString("path"),
        request.getStringOrDefault("key", ""),
        request.get("body") instanceof JsonObject body ? body : Map.of(),
        ((JsonArray) requireNonNull(request.get("said"))).stream().map(String::valueOf).toList());
  }

  private static JsonObject read(String line) {
    try {
      return (JsonObject) Jsoner.deserialize(line);
    } catch (DeserializationException e) {
      throw new IllegalStateException(line, e);
    }
  }

  /** Beside the checkout, or further up. */
  private static Optional<Path> beside(String path) {
    return Stream.iterate(HOME, folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(path))
        .filter(Files::exists)
        .findFirst();
  }

  private static Optional<Path> node() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
