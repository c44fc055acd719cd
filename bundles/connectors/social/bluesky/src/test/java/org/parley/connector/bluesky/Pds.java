// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Bluesky's own server with its directory of identities, in a process of its own. */
final class Pds implements AutoCloseable {
  private static final Path HOME = Path.of("src", "test", "pds").toAbsolutePath();
  private static final String XRPC = "/xrpc/com.atproto.";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final URI address;

  private Pds(Process process) {
    this.process = process;
    out = process.inputReader(UTF_8);
    in = process.outputWriter(UTF_8);
    address = URI.create("http://127.0.0.1:" + read().getInteger("pds"));
  }

  /** Why there is none on this machine; empty when there is. */
  static Optional<String> missing() {
    boolean compiled =
        Files.exists(HOME.resolve("node_modules/better-sqlite3/build/Debug/better_sqlite3.node"));
    return compiled && node().isPresent()
        ? Optional.empty()
        : Optional.of("Bluesky's server is not installed; distribution/install/pds does it");
  }

  static Pds start() throws IOException {
    return new Pds(node("pds.mjs"));
  }

  /** What Bluesky's own library finds in texts. */
  static JsonArray facets(JsonArray texts) throws Exception {
    Process library = node("facets.mjs");
    try (Writer writer = library.outputWriter(UTF_8)) {
      writer.write(texts.toJson());
    }
    return (JsonArray) Jsoner.deserialize(library.inputReader(UTF_8).readLine());
  }

  URI address() {
    return address;
  }

  /** Moves its clock forward. */
  void pass(Duration time) throws IOException {
    in.write("clock " + time.toMillis() + "\n");
    in.flush();
    read();
  }

  /** Makes an account and signs it in. */
  Person register(String handle) throws Exception {
    JsonObject made =
        post(
            "server.createAccount",
            Map.of("handle", handle, "email", handle + "@example.org", "password", "main-password"),
            "");
    return new Person(handle, made.getString("did"), made.getString("accessJwt"));
  }

  JsonObject post(String procedure, Map<String, ?> body, String token) throws Exception {
    HttpResponse<String> answer = sending(procedure, body, token).get();
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(procedure + ": " + answer.body());
    }
    return answer.body().isEmpty()
        ? new JsonObject()
        : (JsonObject) Jsoner.deserialize(answer.body());
  }

  CompletableFuture<HttpResponse<String>> sending(
      String procedure, Map<String, ?> body, String token) {
    var request =
        HttpRequest.newBuilder(address.resolve(XRPC + procedure))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(new JsonObject(body).toJson()));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** The posts of a person, the newest key first, as anybody reads them. */
  JsonArray posts(Person person) throws Exception {
    URI list =
        address.resolve(
            XRPC + "repo.listRecords?collection=app.bsky.feed.post&limit=100&repo=" + person.did());
    String answer =
        client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    return (JsonArray) requireNonNull(((JsonObject) Jsoner.deserialize(answer)).get("records"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    in.close();
    process.waitFor();
  }

  private JsonObject read() {
    try {
      return (JsonObject) Jsoner.deserialize(requireNonNull(out.readLine(), "The server ended"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DeserializationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process node(String script) throws IOException {
    return new ProcessBuilder(node().orElseThrow().toString(), script)
        .directory(HOME.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Optional<Path> node() {
    return Stream.of("linux-x64", "linux-arm64", "darwin-x64")
        .map(system -> HOME.resolve("node_modules/node-" + system + "/bin/node"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Somebody with an account. */
  record Person(String handle, String did, String token) {}
}
