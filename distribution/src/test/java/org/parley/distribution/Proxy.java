// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A reverse proxy as docs/install.md sets it up, with the ports and addresses of a test. */
enum Proxy {
  NGINX("nginx") {
    @Override
    String config(String documented, Place place) {
      return """
      pid %1$s/nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
      %2$s
      }
      """
          .formatted(place.folder(), documented);
    }

    @Override
    List<String> command(Path config) {
      return List.of("-g", "daemon off; master_process off;", "-c", config.toString());
    }
  },
  HAPROXY("haproxy") {
    @Override
    String config(String documented, Place place) {
      return documented;
    }

    @Override
    List<String> command(Path config) {
      return List.of("-db", "-f", config.toString());
    }
  },
  APACHE("apache2") {
    @Override
    String config(String documented, Place place) {
      String modules =
          Stream.of(
                  "mpm_event",
                  "authz_core",
                  "authz_host",
                  "alias",
                  "headers",
                  "socache_shmcb",
                  "proxy",
                  "proxy_http",
                  "ssl")
              .map(
                  name ->
                      "LoadModule %1$s_module %2$s/mod_%1$s.so\n"
                          .formatted(name, place.root().resolve("usr/lib/apache2/modules")))
              .collect(joining());
      return modules
          + """
          ServerRoot %1$s
          PidFile %1$s/apache.pid
          ErrorLog %1$s/apache.log
          DefaultRuntimeDir %1$s
          User nobody
          Group nogroup
          Listen %2$s
          Listen %3$s
          """
              .formatted(place.folder(), place.secure(), place.plain())
          + documented;
    }

    @Override
    List<String> command(Path config) {
      return List.of("-DFOREGROUND", "-f", config.toString());
    }
  },
  CADDY("caddy") {
    @Override
    String config(String documented, Place place) {
      return """
      {
        admin off
        auto_https disable_redirects
      }
      """
          + documented.replace(
              "hub.example.org, go.example.org {",
              "https://hub.example.org:%1$d, https://go.example.org:%1$d {\n  bind 127.0.0.1\n  tls %2$s %3$s"
                  .formatted(place.securePort(), place.certificate(), place.key()));
    }

    @Override
    List<String> command(Path config) {
      return List.of("run", "--adapter", "caddyfile", "--config", config.toString());
    }
  };

  private static final Path UNPACKED = Path.of("target/proxies").toAbsolutePath();
  private static final Path INSTALL = Path.of("../docs/install.md");

  private final String program;

  Proxy(String program) {
    this.program = program;
  }

  abstract String config(String documented, Place place);

  abstract List<String> command(Path config);

  /** Whether it goes from HTTP to HTTPS by what the page shows. */
  boolean redirects() {
    return this != CADDY;
  }

  /** Where it is, if anywhere: on the machine, or unpacked by distribution/install/proxies. */
  Optional<Path> executable() {
    return Stream.concat(
            Stream.of("usr/sbin", "usr/bin").map(UNPACKED::resolve),
            Stream.of(System.getenv("PATH").split(File.pathSeparator), new String[] {"/usr/sbin"})
                .flatMap(Stream::of)
                .map(Path::of))
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it before a hub. */
  Process start(Place place) throws IOException {
    Path config = place.folder().resolve(program + ".conf");
    Files.writeString(config, config(place.fill(documented()), place));
    ProcessBuilder builder = new ProcessBuilder(executable().orElseThrow().toString());
    builder.command().addAll(command(config));
    builder.environment().putAll(Map.of("HOME", place.folder().toString()));
    builder
        .environment()
        .merge("LD_LIBRARY_PATH", libraries(), (old, more) -> more + File.pathSeparator + old);
    return builder.redirectErrorStream(true).redirectOutput(place.out().toFile()).start();
  }

  private static String libraries() {
    try (Stream<Path> folders = Files.find(UNPACKED, 4, (path, file) -> path.endsWith("lib"))) {
      return folders
          .flatMap(
              lib ->
                  Stream.of(lib, lib.resolve("x86_64-linux-gnu"), lib.resolve("aarch64-linux-gnu")))
          .filter(Files::isDirectory)
          .map(Path::toString)
          .collect(joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String documented() throws IOException {
    String mark = name().toLowerCase(Locale.ROOT);
    Matcher block =
        Pattern.compile("<!-- proxy: " + mark + " -->\n```\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(INSTALL));
    if (!block.find()) {
      throw new IllegalStateException(INSTALL + " shows no settings for " + mark);
    }
    return block.group(1);
  }

  /**
   * What a test puts in place of the documented ports, files and networks.
   *
   * @param folder of its own
   * @param inside the one address that the console is open to
   */
  record Place(Path folder, int hubPort, int securePort, int plainPort, String inside) {
    Path certificate() {
      return folder.resolve("both.pem");
    }

    Path key() {
      return folder.resolve("key.pem");
    }

    Path root() {
      return Files.isDirectory(UNPACKED.resolve("usr/lib/apache2")) ? UNPACKED : Path.of("/");
    }

    Path out() {
      return folder.resolve("proxy.out");
    }

    /** What the proxy has said. */
    String output() {
      try {
        return Files.readString(out());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String secure() {
      return "127.0.0.1:" + securePort;
    }

    String plain() {
      return "127.0.0.1:" + plainPort;
    }

    String fill(String documented) {
      return documented
          .replace("127.0.0.1:8080", "127.0.0.1:" + hubPort)
          .replace("10.0.0.0/8", inside + "/32")
          .replace("/etc/ssl/hub.example.org.pem", certificate().toString())
          .replace("/etc/ssl/hub.example.org.key", key().toString())
          .replace("listen 443", "listen " + secure())
          .replace("listen 80", "listen " + plain())
          .replace("bind :443", "bind " + secure())
          .replace("bind :80", "bind " + plain())
          .replace("*:443", secure())
          .replace("*:80", plain());
    }
  }
}
