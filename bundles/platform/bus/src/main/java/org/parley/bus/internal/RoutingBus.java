// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.broker.BrokerClient;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.api.store.StoreDesk;
import org.parley.api.store.Transaction;

/**
 * The bus as a service. It knows no readers, so that what they need the bus for closes no circle.
 */
@Component(
    service = {Bus.class, RoutingBus.class},
    configurationPid = BusSettings.PID)
@BusSettings
public final class RoutingBus implements Bus {
  private final Engine engine;

  @Activate
  public RoutingBus(
      @Reference(target = "(room=bus)") Store store,
      @Reference StoreDesk desk,
      @Reference Leases leases,
      @Reference Bells bells,
      BusSettings settings) {
    var database = new Database(store, Clock.systemUTC(), desk.restoredAt(), leases, bells);
    engine = new Engine(database, Tuning.of(settings), Carrier.of(store, settings));
    engine.start();
  }

  @Override
  public void append(Transaction transaction, List<BusRecord> records) {
    engine.append(transaction, records);
  }

  @Override
  public CompletionStage<Void> append(List<BusRecord> records) {
    return engine.append(records);
  }

  @Override
  public void because(BusRecord cause, Runnable work) {
    engine.because(cause, work);
  }

  @Override
  public void forget(Transaction transaction, String group) {
    engine.forget(transaction, group);
  }

  @Override
  public void erase(Transaction transaction, Collection<String> partitionKeys) {
    engine.erase(transaction, partitionKeys);
  }

  void connect(BrokerClient client) {
    engine.connect(client);
  }

  void disconnect(BrokerClient client) {
    engine.disconnect(client);
  }

  /** Why records do not reach the hubs by the broker that they are to be carried by. */
  Optional<String> carriage(Duration patience) {
    return engine.carriage(patience);
  }

  Optional<String> trouble(Duration patience) {
    return engine.trouble(patience);
  }

  List<BusDesk.HeldLog> heldLogs() {
    return engine.heldLogs();
  }

  BusDesk desk() {
    return engine.desk();
  }

  RouteBus forRoutes() {
    return engine.forRoutes();
  }

  Groups groups() {
    return engine.groups();
  }

  @Deactivate
  void deactivate() {
    engine.close();
  }
}
