// SPDX-License-Identifier: Apache-2.0
package org.parley.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be shut: all connections through it break and none is made anew. While
 * it is shut it keeps its port and ends whatever comes, since a port that is let go may be
 * another's by the time it is wanted back.
 */
final class Gate implements AutoCloseable {
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ServerSocket entrance;
  private volatile boolean shut;

  Gate(int target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::admit);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void shut() throws IOException {
    shut = true;
    cut();
  }

  /** Breaks what is connected; who comes next is let through. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  void reopen() {
    shut = false;
  }

  private void admit() throws IOException {
    while (true) {
      Socket client = entrance.accept();
      if (shut) {
        client.close();
        continue;
      }
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(client);
      open.add(server);
      if (shut) {
        cut();
      }
      start(() -> pass(client, server));
      start(() -> pass(server, client));
    }
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
      entrance.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Passage {
    void run() throws IOException;
  }
}
