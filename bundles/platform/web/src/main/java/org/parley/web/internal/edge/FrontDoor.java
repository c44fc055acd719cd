// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * A connector that accepts nobody: it exists because Felix hands its Jetty only to those who bring
 * a connector, and asks each for the port that it listens at. While it is started, the public meets
 * a Jetty of our own, which hands to Felix's what is not for the hot paths.
 *
 * <p>Felix opens its own connector before it asks for ours. So it is given a port that nobody
 * knows, and this closes it: nobody is ever answered by a Jetty in which nothing is registered yet.
 */
final class FrontDoor extends ServerConnector {
  private final PublicJetty outside;
  private final ServerConnector inside;
  private final InetSocketAddress address;
  private Request.@Nullable Handler usual;

  /**
   * What lies before the door.
   *
   * @param customizer meets every request
   * @param address where to open
   */
  record Street(HttpConfiguration.Customizer customizer, InetSocketAddress address) {}

  FrontDoor(Server felix, Handler handler, Street street) {
    super(felix, 0, 1);
    inside = ofFelix(felix);
    outside = new PublicJetty(inside, handler, street.customizer());
    address = street.address();
  }

  private static ServerConnector ofFelix(Server felix) {
    return Arrays.stream(felix.getConnectors())
        .filter(
            connector -> connector instanceof ServerConnector && !(connector instanceof FrontDoor))
        .map(ServerConnector.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("This Jetty listens nowhere"));
  }

  @Override
  public boolean isOpen() {
    return isRunning();
  }

  /** Where the hub is really listening. */
  @Override
  public int getLocalPort() {
    return outside.port();
  }

  @Override
  public String getHost() {
    return outside.host();
  }

  /** Starts nothing of a real connector: no socket, no selector, no thread. */
  @Override
  protected void doStart() throws Exception {
    usual = getServer().getErrorHandler();
    getServer().setErrorHandler(new Refusals());
    inside.stop();
    outside.open(address);
  }

  @Override
  protected void doStop() throws Exception {
    outside.close();
    getServer().setErrorHandler(usual);
  }
}
