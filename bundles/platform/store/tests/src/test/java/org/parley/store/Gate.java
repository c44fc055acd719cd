// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be shut: all connections through it break and none is made anew. */
final class Gate implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket entrance;

  Gate(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = entrance.getLocalPort();
    admit(entrance);
  }

  int port() {
    return port;
  }

  void shut() throws IOException {
    entrance.close();
    cut();
  }

  /** Breaks what is connected; who comes next is let through. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  void reopen() throws IOException {
    entrance = new ServerSocket();
    entrance.setReuseAddress(true);
    entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    admit(entrance);
  }

  private void admit(ServerSocket at) {
    start(
        () -> {
          while (true) {
            Socket client = at.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(server);
            start(() -> pass(client, server));
            start(() -> pass(server, client));
          }
        });
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private static void start(Passage passage) {
    Thread thread =
        new Thread(
            () -> {
              try {
                passage.run();
              } catch (IOException e) {
                // the gate was shut or somebody left
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      shut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Passage {
    void run() throws IOException;
  }
}
