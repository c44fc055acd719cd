// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Takes orders at a local port, one line each: {@code flood TRANSACTIONS}, {@code pace TRANSACTIONS
 * A_SECOND} and {@code booked}; answers each by one line.
 */
public final class Desk implements AutoCloseable {
  private final Courier courier;
  private final Trial trial;
  private final ServerSocket server;

  /** Opens at once. */
  public Desk(Courier courier, Board board, int port) throws IOException {
    this.courier = courier;
    this.trial = new Trial(courier, board);
    this.server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "parcels");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept();
          BufferedReader orders =
              new BufferedReader(
                  new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
          PrintStream answers =
              new PrintStream(caller.getOutputStream(), true, StandardCharsets.UTF_8)) {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
          answers.println(answer(order.split(" ")));
        }
      } catch (IOException e) {
        // the caller is gone, or the desk closes
      }
    }
  }

  private String answer(String[] order) {
    try {
      return switch (order[0]) {
        case "flood" -> trial.flood(Integer.parseInt(order[1])).line();
        case "pace" -> trial.pace(Integer.parseInt(order[1]), Double.parseDouble(order[2])).line();
        case "booked" -> "booked=" + courier.booked().orElse(-1);
        default -> "failed: Order '" + order[0] + "' is unknown";
      };
    } catch (Exception e) {
      return "failed: " + e;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
