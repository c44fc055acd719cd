// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A feed that has one item more each time it is asked, and counts them. */
final class FollowedFeed implements AutoCloseable {
  private static final int SHOWN = 20;

  private final HttpServer server;
  private final AtomicInteger items = new AtomicInteger();

  FollowedFeed() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/feed.xml",
        exchange -> {
          byte[] body = shown(items.incrementAndGet()).getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String shown(int newest) {
    String shown =
        IntStream.rangeClosed(Math.max(1, newest - SHOWN + 1), newest)
            .mapToObj(
                item ->
                    "<item><title>%s</title><link>https://blog.example/%d</link><guid>%d</guid></item>"
                        .formatted(title(item), item, item))
            .collect(Collectors.joining());
    return "<rss version=\"2.0\"><channel><title>News</title>" + shown + "</channel></rss>";
  }

  static String title(int item) {
    return "Item " + item + ".";
  }

  /** How many items have come out, which is how often it was asked. */
  int items() {
    return items.get();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port() + "/feed.xml");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
