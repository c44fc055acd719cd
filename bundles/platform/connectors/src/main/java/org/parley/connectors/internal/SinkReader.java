// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;
import org.parley.connectors.internal.Sink.Parcel;

/** Reads from the bus what one account is to hand over; each account is a group of its own. */
final class SinkReader implements OutwardReader {
  private final Subscription subscription;
  private final Sink sink;
  private final UUID account;
  private final Lane lane;
  private final Delivering delivering;

  SinkReader(Subscription subscription, Sink sink, UUID account, Lane lane, Delivering delivering) {
    this.subscription = subscription;
    this.sink = sink;
    this.account = account;
    this.lane = lane;
    this.delivering = delivering;
  }

  @Override
  public Subscription subscription() {
    return subscription;
  }

  @Override
  public CompletionStage<Void> read(Delivery delivery) {
    Optional<Parcel> parcel = sink.parcel(delivery.record(), account);
    return parcel
        .map(content -> lane.run(() -> delivering.deliver(content, delivery)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }
}
