// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;
import org.parley.api.store.Transaction;
import org.parley.connectors.internal.Sink.Parcel;

/** Reads from the bus what one account is to hand over; each account is a group of its own. */
final class SinkReader implements OutwardReader {
  private final Subscription subscription;
  private final Sink sink;
  private final LineParts parts;
  private final UUID account;
  private final Lane lane;
  private final Delivering delivering;
  private final Journal journal;

  SinkReader(Subscription subscription, Sink sink, LineParts parts, Delivering delivering) {
    this.subscription = subscription;
    this.sink = sink;
    this.parts = parts;
    this.account = parts.account();
    this.lane = parts.lane();
    this.delivering = delivering;
    this.journal = parts.journal(sink);
  }

  @Override
  public Subscription subscription() {
    return subscription;
  }

  @Override
  public CompletionStage<Void> read(Delivery delivery) {
    Optional<Parcel> parcel = sink.parcel(delivery.record(), account);
    return parcel
        .map(content -> lane.runIfNeeded(toll(content), () -> deliver(content, delivery)))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private boolean deliver(Parcel parcel, Delivery delivery) {
    return parts.calls().during(() -> delivering.deliver(parcel, delivery));
  }

  private Toll toll(Parcel parcel) {
    return parts.toll(sink.capability(), sink.holdsLink(parcel));
  }

  @Override
  public void parked(Transaction transaction, Parked parked) {
    sink.parcel(parked.record(), account)
        .ifPresent(parcel -> journal.givenUp(transaction, parcel, parked));
  }
}
