// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A company's own site on another origin than the hub's, with the tracking script in its page. */
final class TestSite implements AutoCloseable {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Roses</title><link rel="icon" href="data:,">
      <script src="%s/t.js" defer></script></head>
      <body><h1>Roses</h1>
      <button id="agree" onclick="parley.consent('key', 'Banner 2: remember me, pressed')">Agree</button>
      <button id="goal" data-parley-goal="catalogue ordered">Order</button>
      <a id="file" href="/roses.pdf" download>Catalogue</a>
      <form id="question" onsubmit="return false"><label>Question <input name="q"></label>
      <button>Ask</button></form>
      <button id="next" onclick="history.pushState({}, '', '/hedges')">Hedges</button>
      </body></html>
      """;

  private final HttpServer server;
  private final String hub;

  TestSite(String hub) throws IOException {
    this.hub = hub;
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean file = exchange.getRequestURI().getPath().endsWith(".pdf");
    byte[] body = (file ? "%PDF-1.4" : PAGE.formatted(hub)).getBytes(StandardCharsets.UTF_8);
    String type = file ? "application/pdf" : "text/html; charset=utf-8";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
