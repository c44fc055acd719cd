// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The company's blog as far as the demo needs it: a feed with one item, served on loopback. */
final class Feed implements AutoCloseable {
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
      byte[] feed =
          new String(file.readAllBytes(), UTF_8)
              .replace("@TARGET@", target.toString())
              .getBytes(UTF_8);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/feed.xml",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, feed.length);
            exchange.getResponseBody().write(feed);
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

  @Override
  public void close() {
    server.stop(0);
  }
}
