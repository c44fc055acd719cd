// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that accepts nobody: it exists because Felix hands its Jetty only to those who bring
 * a connector, and asks each for the port that it listens at. While it is started, our handler
 * stands before the servlets and our customizer meets every request of the real connectors.
 *
 * <p>Felix opens its own connector before it asks for ours. So it is given a port that nobody
 * knows, and this moves its connector to where the hub is to be reached, once our handler stands:
 * there, nobody is ever answered by a Jetty in which nothing is registered yet.
 */
final class FrontDoor extends ServerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
  private static final Duration LEAVING = Duration.ofSeconds(2);

  private final ContextHandler context;
  private final HttpConfiguration.Customizer customizer;
  private final Optional<InetSocketAddress> address;
  private Request.@Nullable Handler usual;

  /**
   * What lies before the door.
   *
   * @param customizer meets every request
   * @param address where to open, empty for where Felix has opened
   */
  record Street(HttpConfiguration.Customizer customizer, Optional<InetSocketAddress> address) {}

  FrontDoor(Server server, Handler handler, Street street) {
    super(server, 0, 1);
    this.context = new ContextHandler(handler, "/");
    this.customizer = street.customizer();
    this.address = street.address();
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
    getServer().setErrorHandler(new Refusals());
    ContextHandlerCollection contexts = contexts();
    context.setServer(getServer());
    context.start();
    List<Handler> handlers = new ArrayList<>(contexts.getHandlers());
    handlers.add(0, context);
    contexts.setHandlers(handlers);
    letIn();
  }

  private void letIn() throws Exception {
    Optional<ServerConnector> connector = listening();
    if (address.isPresent() && connector.isPresent()) {
      connector.get().stop();
      awaitNobodyWaits(connector.get());
      connector.get().setHost(address.get().getHostString());
      connector.get().setPort(address.get().getPort());
      connector.get().start();
    }
  }

  /** A thread that waited for callers at the former port would take the new start for a fault. */
  private static void awaitNobodyWaits(ServerConnector connector) {
    String name = "-ServerConnector@" + Integer.toHexString(connector.hashCode());
    long end = System.nanoTime() + LEAVING.toNanos();
    while (System.nanoTime() < end
        && Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().contains(name))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Lets those who are inside be answered, for a moment. */
  private void shut() throws Exception {
    Optional<ServerConnector> connector = listening();
    if (address.isEmpty() || connector.isEmpty()) {
      return;
    }
    try {
      connector.get().shutdown().get(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Some are still inside after {}", LEAVING);
    }
    connector.get().stop();
  }

  @Override
  protected void doStop() throws Exception {
    shut();
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
