// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that must know theirs before they start. */
public final class Ports {
  private Ports() {}

  /** Below the range from which the system gives ports to clients, which would collide. */
  public static int free() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue;
      }
    }
  }
}
