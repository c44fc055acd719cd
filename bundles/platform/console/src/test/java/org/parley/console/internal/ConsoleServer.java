// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.security.SignIn;
import org.parley.api.security.Witness;
import org.parley.console.internal.pages.Pages;

/** The console on a real Jetty, over rooms kept in memory and an empty framework. */
final class ConsoleServer implements AutoCloseable {
  static final String TOKEN = "token-of-ada";
  static final String CSRF = "csrf-of-ada";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();
  private final SeenDeeds witness = new SeenDeeds();
  private final Framework framework;
  private final Path cache;

  private ConsoleServer(Role role) throws Exception {
    cache = Files.createTempDirectory("console-framework");
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    "parley.distribution",
                    distribution().toString()));
    framework.start();
    this.role = role;
  }

  private final Role role;
  private @Nullable Console console;

  /** The console itself, as its services come and go. */
  Console console() {
    return java.util.Objects.requireNonNull(console);
  }

  static ConsoleServer full(String text) throws Exception {
    ConsoleServer made = new ConsoleServer(Role.ADMINISTRATOR);
    return made.start(Pages.full(text, made.framework.getBundleContext(), made.new Door()));
  }

  static ConsoleServer empty() throws Exception {
    ConsoleServer made = new ConsoleServer(Role.ADMINISTRATOR);
    return made.start(Pages.empty(made.framework.getBundleContext(), made.new Door()));
  }

  /** A console whose viewer holds this role. */
  static ConsoleServer as(Role role) throws Exception {
    ConsoleServer made = new ConsoleServer(role);
    return made.start(Pages.full("", made.framework.getBundleContext(), made.new Door()));
  }

  /** The repository, whose features are those of the distribution. */
  private static Path distribution() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("features/hub.json"))) {
      folder = java.util.Objects.requireNonNull(folder.getParent(), "no feature files");
    }
    return folder;
  }

  private ConsoleServer start(List<Page> pages) throws Exception {
    console = new Console(new Door(), witness);
    pages.forEach(console::addPage);
    var handler = new ServletContextHandler("/");
    ServletHolder holder = new ServletHolder(console);
    holder.setAsyncSupported(true);
    handler.addServlet(holder, "/console/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    return this;
  }

  /** What the audit log was told. */
  List<Witness.Deed> deeds() {
    return witness.all();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).header("Cookie", "parley_session=" + TOKEN));
  }

  HttpResponse<String> getInGerman(String path) throws Exception {
    return send(request(path).header("Cookie", "parley_session=" + TOKEN + "; parley_language=de"));
  }

  /** Sends a form as a page of the console would. */
  HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return send(form(path, fields).header("Cookie", "parley_session=" + TOKEN));
  }

  HttpRequest.Builder form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return written(path, body);
  }

  /** A form as it goes over the wire. */
  HttpRequest.Builder written(String path, String body) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    server.stop();
    framework.stop();
    framework.waitForStop(5000);
    try (var files = Files.walk(cache)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Lets Ada in with one password. */
  private final class Door implements SignIn {
    private Session session() {
      Caller caller = new Caller(new UUID(7, 7), Caller.Kind.USER, "Ada Lovelace", Set.of(role));
      return new Session(new Secret(TOKEN), caller, CSRF, java.time.Instant.MAX);
    }

    @Override
    public Session signIn(String name, Secret password, String address) {
      if (name.equals("locked")) {
        throw new Busy("Too many wrong attempts", Duration.ofSeconds(90));
      }
      if (!name.equals("ada") || !password.reveal().equals("correct horse")) {
        throw new ParleyException(Fault.CREDENTIALS, "Name or password is wrong");
      }
      return session();
    }

    @Override
    public Optional<Session> find(Secret token) {
      return token.reveal().equals(TOKEN) ? Optional.of(session()) : Optional.empty();
    }

    @Override
    public void signOut(Secret token) {}
  }
}
