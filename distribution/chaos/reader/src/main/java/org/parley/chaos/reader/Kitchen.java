// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos.reader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Store;

/**
 * Takes orders at a local port, one a connection: {@code serve KEY DISH} puts a record onto the bus
 * and answers {@code served} once it is there for good, {@code tasted} answers what was read,
 * {@code edition} which jar this is.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.parley.chaos.reader",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Kitchen {
  private final Bus bus;
  private final Store store;
  private final ServerSocket hatch;

  @Activate
  public Kitchen(
      @Reference Bus bus, @Reference(target = "(room=meals)") Store store, ReaderSettings settings)
      throws IOException {
    this.bus = bus;
    this.store = store;
    hatch = new ServerSocket();
    hatch.setReuseAddress(true);
    hatch.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
    var thread = new Thread(this::open, "kitchen");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  public void close() throws IOException {
    hatch.close();
  }

  private void open() {
    while (!hatch.isClosed()) {
      try (Socket guest = hatch.accept();
          var orders =
              new BufferedReader(
                  new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
          var answers = new PrintStream(guest.getOutputStream(), true, StandardCharsets.UTF_8)) {
        answers.println(answer(String.valueOf(orders.readLine()).split(" ")));
      } catch (IOException e) {
        // the guest has gone, or it closes
      }
    }
  }

  private String answer(String[] order) {
    try {
      return switch (order[0]) {
        case "serve" -> serve(order[1], order[2]);
        case "tasted" -> String.join(" ", store.read(Taster::tasted));
        case "edition" -> Taster.edition();
        default -> "failed: order '" + order[0] + "' is unknown";
      };
    } catch (RuntimeException e) {
      return "failed: " + e;
    }
  }

  private String serve(String key, String dish) {
    var data = new UnknownData(Taster.TOPIC, "meal.served", "\"" + dish + "\"");
    var record = BusRecord.of("/chaos", key, Instant.now(), data);
    return store.inTransaction(
        transaction -> {
          bus.append(transaction, List.of(record));
          return "served";
        });
  }
}
