// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.jspecify.annotations.Nullable;

/**
 * A connector that accepts nobody: it exists because Felix hands its Jetty only to those who bring
 * a connector, and asks each for the port that it listens at. While it is started, our handler
 * stands before the servlets and our customizer meets every request of the real connectors.
 */
final class FrontDoor extends ServerConnector {
  private final ContextHandler context;
  private final HttpConfiguration.Customizer customizer;
  private Request.@Nullable Handler usual;

  FrontDoor(Server server, Handler handler, HttpConfiguration.Customizer customizer) {
    super(server, 0, 1);
    this.context = new ContextHandler(handler, "/");
    this.customizer = customizer;
  }

  @Override
  public boolean isOpen() {
    return isRunning();
  }

  /** Where the hub is really listening. */
  @Override
  public int getLocalPort() {
    return listening().map(ServerConnector::getLocalPort).orElse(-1);
  }

  @Override
  public String getHost() {
    return listening().map(ServerConnector::getHost).orElse("localhost");
  }

  private Optional<ServerConnector> listening() {
    return Arrays.stream(getServer().getConnectors())
        .filter(
            connector -> connector instanceof ServerConnector && !(connector instanceof FrontDoor))
        .map(ServerConnector.class::cast)
        .findFirst();
  }

  /** Starts nothing of a real connector: no socket, no selector, no thread. */
  @Override
  protected void doStart() throws Exception {
    for (HttpConfiguration configuration : configurations()) {
      configuration.addCustomizer(customizer);
      configuration.setSendServerVersion(false);
    }
    usual = getServer().getErrorHandler();
    getServer().setErrorHandler(new EarlyRefusals());
    ContextHandlerCollection contexts = contexts();
    context.setServer(getServer());
    context.start();
    List<Handler> handlers = new ArrayList<>(contexts.getHandlers());
    handlers.add(0, context);
    contexts.setHandlers(handlers);
  }

  @Override
  protected void doStop() throws Exception {
    configurations().forEach(configuration -> configuration.removeCustomizer(customizer));
    getServer().setErrorHandler(usual);
    ContextHandlerCollection contexts = contexts();
    List<Handler> handlers = new ArrayList<>(contexts.getHandlers());
    handlers.remove(context);
    contexts.setHandlers(handlers);
    context.stop();
  }

  private ContextHandlerCollection contexts() {
    ContextHandlerCollection contexts = getServer().getDescendant(ContextHandlerCollection.class);
    if (contexts == null) {
      throw new IllegalStateException("This Jetty has no contexts to stand before");
    }
    return contexts;
  }

  private List<HttpConfiguration> configurations() {
    List<HttpConfiguration> found = new ArrayList<>();
    for (Connector connector : getServer().getConnectors()) {
      for (ConnectionFactory factory : connector.getConnectionFactories()) {
        if (connector != this
            && factory instanceof HttpConfiguration.ConnectionFactory http
            && !found.contains(http.getHttpConfiguration())) {
          found.add(http.getHttpConfiguration());
        }
      }
    }
    return found;
  }
}
