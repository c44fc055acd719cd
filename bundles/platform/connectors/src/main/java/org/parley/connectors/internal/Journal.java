// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.ParleyException;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader.Parked;
import org.parley.api.bus.RecordData;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Standing;
import org.parley.connectors.internal.Attempt.State;
import org.parley.connectors.internal.Sink.Parcel;

/** What one account's sink has handed over: noted, and told on the bus in the same transaction. */
final class Journal {
  private static final String STANDARD =
      """
      SELECT id FROM connectors_account WHERE standard_since IS NOT NULL
      ORDER BY standard_since DESC FETCH FIRST 1 ROWS ONLY
      """;

  private final Sink sink;
  private final UUID account;
  private final String source;
  private final Store store;
  private final Bus bus;
  private final Clock clock;

  Journal(Sink sink, UUID account, String source, Store store, Bus bus, Clock clock) {
    this.sink = sink;
    this.account = account;
    this.source = source;
    this.store = store;
    this.bus = bus;
    this.clock = clock;
  }

  /** What is known of it; what names no account is claimed for the standard one first. */
  Optional<Attempt> find(Parcel parcel, BusRecord record) {
    return store.inTransaction(
        transaction -> {
          var deliveries = deliveries(transaction, parcel);
          Optional<Attempt> known = deliveries.find();
          if (known.isPresent() || parcel.addressed()) {
            return known;
          }
          deliveries.claim(standard(transaction), record.id(), clock.instant());
          return deliveries.find();
        });
  }

  /**
   * What became of a post of ours on the system.
   *
   * @throws CallFailed for good when it does not stand there, for a while when it is on its way
   */
  Standing standing(UUID post) throws CallFailed {
    Optional<PublishedPost> found =
        store.read(transaction -> PublishedPost.find(transaction, post, account));
    PublishedPost known =
        found.orElseThrow(() -> failed(Fault.INPUT, "Post '%s' was never published", post));
    return switch (known.state()) {
      case DELIVERED -> known.standing();
      case REJECTED -> throw failed(Fault.INPUT, "Post '%s' was not published", post);
      case UNCLEAR -> throw failed(Fault.SETTINGS, "Whether post '%s' stands is not clear", post);
      case OPEN, TRYING -> throw failed(Fault.REMOTE, "Post '%s' is still on its way", post);
    };
  }

  private static CallFailed failed(Fault fault, String message, UUID post) {
    return new CallFailed(new ParleyException(fault, message.formatted(post)), false);
  }

  /** It leaves now. */
  void trying(Parcel parcel, BusRecord record) {
    change(parcel, record, State.TRYING, "");
  }

  /** It has certainly not arrived. */
  void open(Parcel parcel, BusRecord record, String reason) {
    change(parcel, record, State.OPEN, reason);
  }

  void prepared(Parcel parcel, BusRecord record, Map<String, String> texts) {
    store.inTransaction(
        transaction -> {
          var deliveries = deliveries(transaction, parcel);
          deliveries.claim(account, record.id(), clock.instant());
          deliveries.prepared(texts);
          return texts;
        });
  }

  void delivered(Parcel parcel, BusRecord record, Delivered outcome) {
    Instant now = clock.instant();
    store.inTransaction(
        transaction -> {
          var deliveries = deliveries(transaction, parcel);
          deliveries.claim(account, record.id(), now);
          deliveries.change(State.DELIVERED, record.id(), "", now);
          deliveries.delivered(outcome);
          bus.append(
              transaction,
              List.of(answer(record, sink.delivered(parcel, account, outcome, now), now)));
          return outcome;
        });
  }

  /** It will not be handed over unless somebody acts. */
  void rejected(Parcel parcel, BusRecord record, ParleyException failure) {
    String reason = failure.getMessage();
    ended(
        parcel,
        record,
        new End(State.REJECTED, reason),
        now -> sink.failed(parcel, account, failure.fault(), reason, now));
  }

  /** It may or may not have arrived, and a person must say whether it is handed over once more. */
  void unclear(Parcel parcel, BusRecord record, String reason) {
    ended(
        parcel,
        record,
        new End(State.UNCLEAR, reason),
        now -> sink.unclear(parcel, account, reason, now));
  }

  private record End(State state, String reason) {}

  private void ended(
      Parcel parcel, BusRecord record, End end, Function<Instant, Optional<RecordData>> told) {
    Instant now = clock.instant();
    store.inTransaction(
        transaction -> {
          var deliveries = deliveries(transaction, parcel);
          deliveries.claim(account, record.id(), now);
          deliveries.change(end.state(), record.id(), end.reason(), now);
          told.apply(now)
              .ifPresent(data -> bus.append(transaction, List.of(answer(record, data, now))));
          return end;
        });
  }

  /**
   * The bus gives it up after tries that came to nothing. What is unclear, rejected or delivered
   * was told of before.
   */
  void givenUp(Transaction transaction, Parcel parcel, Parked parked) {
    Optional<Attempt> known = known(transaction, parcel);
    if (known.isEmpty() || known.get().isOpenFor(account)) {
      tellFailed(transaction, parcel, parked.record(), parked.fault(), parked.reason());
    }
  }

  Optional<Attempt> known(Transaction transaction, Parcel parcel) {
    return deliveries(transaction, parcel).find();
  }

  private void tellFailed(
      Transaction transaction, Parcel parcel, BusRecord record, Fault fault, String reason) {
    Instant now = clock.instant();
    sink.failed(parcel, account, fault, reason, now)
        .ifPresent(data -> bus.append(transaction, List.of(answer(record, data, now))));
  }

  private void change(Parcel parcel, BusRecord record, State state, String reason) {
    Instant now = clock.instant();
    store.inTransaction(
        transaction -> {
          var deliveries = deliveries(transaction, parcel);
          deliveries.claim(account, record.id(), now);
          deliveries.change(state, record.id(), reason, now);
          return state;
        });
  }

  private Deliveries deliveries(Transaction transaction, Parcel parcel) {
    return new Deliveries(transaction, parcel.key(), sink.capability());
  }

  private BusRecord answer(BusRecord request, RecordData data, Instant now) {
    return new BusRecord(
        Ids.next(now),
        source,
        request.subject(),
        now,
        request.partitionKey(),
        request.traceparent(),
        data);
  }

  private static UUID standard(Transaction transaction) {
    return transaction
        .sql(STANDARD)
        .first(row -> row.id("id"))
        .orElseThrow(
            () ->
                new ParleyException(
                    Fault.SETTINGS,
                    "The mail names no account, and none is the standard one; choose one in its settings"));
  }
}
