// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The company's blog as far as the demo needs it: a feed on loopback, empty until its first item
 * comes out.
 */
final class Feed implements AutoCloseable {
  private static final Pattern ITEM = Pattern.compile("<item>.*</item>", Pattern.DOTALL);

  /** As feeds do, it shows the youngest only. */
  private static final int LONGEST = 10;

  private final Deque<Cast> published = new ConcurrentLinkedDeque<>();
  private final HttpServer server;

  /**
   * @param port where it is served; the hub's {@code fetch_allow} must list it
   * @param target the page that its item leads to
   */
  Feed(int port, URI target) {
    try (InputStream file = Feed.class.getResourceAsStream("/feed.xml")) {
      if (file == null) {
        throw new DemoFailed("The demo's feed is not in its jar");
      }
      String feed = new String(file.readAllBytes(), UTF_8).replace("@TARGET@", target.toString());
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/feed.xml",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            byte[] body = shown(feed).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    } catch (IOException e) {
      throw new DemoFailed("Port " + port + " is taken; PARLEY_DEMO_PORT chooses another");
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feed.xml");
  }

  /** Lets an item come out. */
  void publish(Cast cast) {
    published.addFirst(cast);
    while (published.size() > LONGEST) {
      published.removeLast();
    }
  }

  private String shown(String feed) {
    Matcher item = ITEM.matcher(feed);
    if (!item.find()) {
      throw new DemoFailed("The demo's feed has no item");
    }
    String items =
        published.stream()
            .map(
                cast ->
                    item.group()
                        .replace("@TITLE@", cast.title())
                        .replace("@NUMBER@", String.valueOf(cast.number())))
            .collect(Collectors.joining());
    return item.replaceFirst(Matcher.quoteReplacement(items));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
