// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where the hub listens. */
record Address(String host, int port) {
  static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_PORT = 65_535;

  static Address of(String host, String port) {
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new LaunchException(
          LaunchException.USAGE,
          "Port is '" + port + "'; a number from 0 (any free one) to 65535 is right");
    }
    return new Address(host, Integer.parseInt(port));
  }

  /** The address with a free port in place of 0; refuses a port that another process holds. */
  Address claim() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return new Address(host, socket.getLocalPort());
    } catch (BindException e) {
      throw new LaunchException(
          LaunchException.PORT_TAKEN,
          "Port "
              + port
              + " on "
              + host
              + " is taken: "
              + e.getMessage()
              + "; choose another with --port",
          e);
    } catch (UnknownHostException e) {
      throw new LaunchException(
          LaunchException.USAGE, "Host '" + host + "' is unknown on this machine", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a browser on this machine reaches the hub. */
  String url() {
    boolean local = host.equals(LOOPBACK) || host.equals("0.0.0.0") || host.equals("::");
    String name = local ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port;
  }
}
