// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The sandbox's server, on loopback: it stands for systems elsewhere and shows people what it
 * holds.
 */
@Component(service = OtherSide.class, configurationPid = "org.parley.connector.sandbox")
@Designate(ocd = OtherSide.Settings.class)
public final class OtherSide {
  private static final int MOST_BYTES = 4 << 20;
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:;"
          + " frame-src 'self'; form-action 'self'";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final Shelf shelf;
  private final Answers answers;
  private final HttpServer server;

  /** Hub settings of the sandbox. */
  @ObjectClassDefinition(name = "Sandbox")
  @interface Settings {
    @AttributeDefinition(description = "Where it listens on loopback; 0 takes any free port")
    int port() default 0;
  }

  @Activate
  public OtherSide(BundleContext bundle, Settings settings) {
    this(Path.of(bundle.getProperty("parley.home"), "sandbox"), settings.port());
  }

  OtherSide(Path folder, int port) {
    shelf = new Shelf(folder.resolve("accepted.jsonl"));
    answers = new Answers(shelf);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(threads);
      server.createContext("/", this::handle);
      server.start();
      Files.writeString(folder.resolve("address"), address().toString());
    } catch (IOException e) {
      shelf.close();
      throw new UncheckedIOException(e);
    }
  }

  @Deactivate
  void close() {
    server.stop(0);
    threads.shutdownNow();
    shelf.close();
  }

  /** Where it listens, without a trailing slash. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Shelf shelf() {
    return shelf;
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (isForeign(exchange)) {
      send(exchange, Answer.text(403, "Only for this machine"));
      return;
    }
    Trouble trouble = trouble(exchange);
    if (trouble == Trouble.THROTTLED) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      send(exchange, Answer.text(429, "Too many requests"));
      return;
    }
    if (trouble == Trouble.BROKEN) {
      send(exchange, Answer.text(500, "Something broke before anything was stored"));
      return;
    }
    Answer answer = answers.to(request(exchange));
    if (trouble == Trouble.BROKEN_AFTER) {
      send(exchange, Answer.text(500, "Something broke after it was stored"));
    } else if (trouble != Trouble.SILENT) {
      send(exchange, answer);
    }
  }

  /** A page of another site could name this address, by its number or by a name of its own. */
  private boolean isForeign(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    int port = server.getAddress().getPort();
    Set<String> own = Set.of("127.0.0.1:" + port, "localhost:" + port);
    return host == null
        || !own.contains(host)
        || (origin != null && !own.contains(origin.replace("http://", "")));
  }

  private Trouble trouble(HttpExchange exchange) {
    Map<String, String> query = Request.fields(exchange.getRequestURI().getRawQuery());
    Trouble wanted = Trouble.valueOf(query.getOrDefault("trouble", "NONE"));
    if (wanted == Trouble.NONE) {
      return wanted;
    }
    int count =
        requests
            .computeIfAbsent(exchange.getRequestURI().getPath(), path -> new AtomicInteger())
            .incrementAndGet();
    return count % Integer.parseInt(query.getOrDefault("oneIn", "1")) == 0 ? wanted : Trouble.NONE;
  }

  private static Request request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        Request.fields(exchange.getRequestURI().getRawQuery()),
        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
        exchange.getRequestHeaders().getFirst("Content-Type"),
        new String(body, UTF_8));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    var headers = exchange.getResponseHeaders();
    headers.add("Content-Type", answer.mediaType() + "; charset=utf-8");
    headers.add("Content-Security-Policy", POLICY);
    headers.add("X-Content-Type-Options", "nosniff");
    if (answer.status() == 303) {
      headers.add("Location", answer.body());
    }
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    try (exchange;
        var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
