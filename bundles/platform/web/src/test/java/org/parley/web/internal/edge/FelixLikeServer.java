// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.parley.api.Busy;

/** A Jetty built in the steps in which Felix builds its own, with one servlet behind. */
public final class FelixLikeServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();
  private final FrontDoor door;
  private final int port;

  FelixLikeServer(Edge edge) throws Exception {
    this(edge, new Behind());
  }

  /**
   * @param servlet answers what the edge lets fall through
   */
  public FelixLikeServer(Edge edge, HttpServlet servlet) throws Exception {
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(new ContextHandlerCollection(context));
    server.start();
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    connector.start();
    door = (FrontDoor) edge.createConnector(server);
    server.addConnector(door);
    door.start();
    port = door.getLocalPort();
  }

  /** What Felix does when the component goes. */
  void removeDoor() throws Exception {
    door.stop();
    server.removeConnector(door);
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private static final class Behind extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getPathInfo().endsWith("/missing")) {
        response.sendError(404);
        return;
      }
      if (request.getPathInfo().endsWith("/busy")) {
        throw new Busy("The shelf is full", Duration.ofSeconds(7));
      }
      if (request.getPathInfo().equals("/console/own")) {
        response.setHeader("Content-Security-Policy", "default-src 'self'");
      }
      response.setContentType("text/plain");
      response.getWriter().print("behind " + request.getRemoteAddr() + " " + request.isSecure());
    }
  }
}
