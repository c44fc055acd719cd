// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The network of the bad connector: keeps the keys of posts, and one of its pages never answers.
 */
final class MuteNetwork implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final HttpServer server;
  private final Map<String, Long> posts = new ConcurrentHashMap<>();
  private final Queue<HttpExchange> unanswered = new ConcurrentLinkedQueue<>();
  private volatile boolean released;

  MuteNetwork() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.createContext("/posts/", this::take);
    server.createContext("/never", this::hold);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    posts.put(exchange.getRequestURI().getPath().replaceFirst(".*/", ""), 1L);
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void hold(HttpExchange exchange) {
    unanswered.add(exchange);
    if (released) {
      release(); // the JDK's client asks a second time when it was broken off
    }
  }

  /** From now on it does not answer there. */
  void fallSilent() {
    released = false;
  }

  /** Breaks off what it has not answered, and whatever comes. */
  void release() {
    released = true;
    for (HttpExchange each = unanswered.poll(); each != null; each = unanswered.poll()) {
      each.close();
    }
  }

  /** The posts that it holds, each once, by their keys. */
  Map<String, Long> posts() {
    return new TreeMap<>(posts);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
