// SPDX-License-Identifier: Apache-2.0
package org.parley.camel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A network that takes every post and answers with its id. */
final class Network implements AutoCloseable {

  private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
  private volatile String received = "";

  Network() throws IOException {
    server.createContext("/posts", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:%d/posts".formatted(server.getAddress().getPort());
  }

  String received() {
    return received;
  }

  private void take(HttpExchange exchange) throws IOException {
    received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] answer = "{\"id\":\"p-1\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(201, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
