// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Runs in a process of its own; see {@link BareJetty}. */
public final class RedirectServer extends Handler.Abstract.NonBlocking {

  /** Listens at the port that is the argument. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    server.setHandler(new RedirectServer());
    server.start();
    server.join();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.setStatus(302);
    response.getHeaders().put(HttpHeader.LOCATION, "https://example.org/offer");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
    callback.succeeded();
    return true;
  }
}
