// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.parley.api.Fault;
import org.parley.api.Ids;
import org.parley.api.ParleyException;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.interactions.Interaction;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Found;

/**
 * Puts what a system told onto the bus, each find once, and beside what a person did the
 * interaction that profiles are made of.
 */
final class Intake {
  private static final String INSERT =
      "INSERT INTO connectors_seen (account, find, seen_at) VALUES (:account, :find, :now)";

  private static final String SEEN_AGAIN =
      """
      UPDATE connectors_seen SET seen_at = :now
      WHERE account = :account AND seen_at < :month AND find IN (<finds>)
      """;

  private static final int AT_ONCE = 250;
  private static final long LONGEST_REST_NANOS = 1_000_000_000;

  private static final String ANSWERED =
      """
      SELECT delivery_key FROM connectors_delivery
      WHERE remote_key = :key AND account = :account AND capability = 'PUBLISH'
      """;

  private final UUID account;
  private final Descriptor connector;
  private final String source;
  private final Bus bus;
  private final Clock clock;

  Intake(UUID account, Descriptor connector, String source, Bus bus, Clock clock) {
    this.account = account;
    this.connector = connector;
    this.source = source;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * Takes all but the last of many finds, some in a transaction; in between it rests as long as
   * that took, so that a system that tells too much leaves others half of the time. What a crash
   * leaves is told again.
   *
   * @param may throws when nothing may be taken any more
   * @return what is left to be taken, together with whatever says that all of it was
   */
  List<Found> takeMost(Store store, Consumer<Transaction> may, List<Found> finds) {
    int from = 0;
    for (; finds.size() - from > AT_ONCE; from += AT_ONCE) {
      List<Found> some = finds.subList(from, from + AT_ONCE);
      long begun = System.nanoTime();
      store.inTransaction(
          transaction -> {
            may.accept(transaction);
            take(transaction, some);
            return some;
          });
      LockSupport.parkNanos(Math.min(System.nanoTime() - begun, LONGEST_REST_NANOS));
    }
    return finds.subList(from, finds.size());
  }

  /**
   * Takes all of many finds in the same way.
   *
   * @param end what goes with the last of them
   */
  void takeAll(
      Store store, Consumer<Transaction> may, List<Found> finds, Consumer<Transaction> end) {
    List<Found> last = takeMost(store, may, finds);
    store.inTransaction(
        transaction -> {
          may.accept(transaction);
          take(transaction, last);
          end.accept(transaction);
          return last;
        });
  }

  void take(Transaction transaction, List<Found> finds) {
    Instant now = clock.instant();
    List<BusRecord> fresh = new ArrayList<>();
    List<UUID> repeated = new ArrayList<>();
    for (Found found : finds) {
      requireSource(found.data());
      String key = found.data().topic() + ":" + found.key();
      if (!notSeen(transaction, key, now)) {
        repeated.add(ShortKey.of(key));
      } else {
        RecordData data = withPost(transaction, found.data());
        fresh.add(record(found.about(), data, now));
        Doing.of(data).ifPresent(did -> fresh.add(record(did)));
      }
    }
    stayKnown(transaction, repeated, now);
    if (!fresh.isEmpty()) {
      bus.append(transaction, fresh);
    }
  }

  /** What is told again may be so for ever. */
  private void stayKnown(Transaction transaction, List<UUID> finds, Instant now) {
    if (!finds.isEmpty()) {
      transaction
          .sql(SEEN_AGAIN)
          .bind("account", account)
          .bind("now", now)
          .bind("month", now.minus(Duration.ofDays(30)))
          .bindList("finds", finds)
          .update();
    }
  }

  /** Whether the account has not told it before; from now on it has. */
  boolean notSeen(Transaction transaction, String key, Instant now) {
    return transaction
        .sql(INSERT)
        .bind("account", account)
        .bind("find", ShortKey.of(key))
        .bind("now", now)
        .insertIfAbsent();
  }

  /** What a person did lies under that person's key, and nothing in the clear names anybody. */
  private BusRecord record(String about, RecordData data, Instant now) {
    if (data instanceof Interaction did) {
      return record(did);
    }
    if (!(data instanceof ByPerson told)) {
      return BusRecord.of(source, about, now, data);
    }
    String subject = ShortKey.of(about).toString();
    String key = told.by().map(Identifier::partitionKey).orElse(subject);
    return new BusRecord(Ids.next(now), source, subject, now, key, Optional.empty(), data);
  }

  private BusRecord record(Interaction did) {
    String id = did.id().toString();
    String key = did.identifiers().stream().findFirst().map(Identifier::partitionKey).orElse(id);
    return new BusRecord(did.id(), source, id, did.at(), key, Optional.empty(), did);
  }

  /** Which post of ours is answered, where the network only says by its own name which. */
  private RecordData withPost(Transaction transaction, RecordData data) {
    if (!(data instanceof MentionReceived mention) || mention.post().isPresent()) {
      return data;
    }
    Optional<UUID> post = mention.answers().flatMap(answered -> post(transaction, answered));
    return post.isPresent() ? mention.of(post.get()) : mention;
  }

  private Optional<UUID> post(Transaction transaction, String remoteId) {
    return transaction
        .sql(ANSWERED)
        .bind("key", ShortKey.of(remoteId))
        .bind("account", account)
        .first(row -> row.id("delivery_key"));
  }

  private void requireSource(RecordData data) {
    boolean told =
        connector.capabilities().stream()
            .filter(capability -> capability.role() == Capability.Role.SOURCE)
            .anyMatch(capability -> capability.topic().filter(data.topic()::equals).isPresent());
    if (!told) {
      throw new ParleyException(
          Fault.HUB,
          "A find of '%s' belongs to topic '%s'; connector '%s' has no source that tells there"
              .formatted(data.type(), data.topic(), connector.id()));
    }
  }
}
