// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** The real bus outside the framework: a test hands it the readers. */
public final class FedBus implements Bus, AutoCloseable {
  private static final Tuning USUAL =
      new Tuning(
          12,
          Duration.ofMillis(500),
          Duration.ofMinutes(10),
          1 << 25,
          1 << 22,
          Duration.ofSeconds(5),
          Duration.ofDays(30),
          Long.MAX_VALUE,
          Tuning.POLL);

  private final Engine engine;

  public FedBus(Store store) {
    engine = new Engine(new Database(store, Clock.systemUTC()), USUAL);
    engine.start();
  }

  public void feed(GroupReader reader) {
    engine.groups().add(new Reader.Inward(reader.subscription(), reader));
  }

  public BusDesk desk() {
    return engine.desk();
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

  @Override
  public void close() {
    engine.close();
  }
}
