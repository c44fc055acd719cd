// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Found;

/** Puts what a system told onto the bus, each find once. */
final class Intake {
  private static final String INSERT =
      "INSERT INTO connectors_seen (account, find, seen_at) VALUES (:account, :find, :now)";

  private static final int AT_ONCE = 250;
  private static final long LONGEST_REST_NANOS = 1_000_000_000;

  private final UUID account;
  private final String source;
  private final Bus bus;
  private final Clock clock;

  Intake(UUID account, String source, Bus bus, Clock clock) {
    this.account = account;
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
  List<Found> takeMost(
      Store store, Consumer<Transaction> may, Capability capability, List<Found> finds) {
    int from = 0;
    for (; finds.size() - from > AT_ONCE; from += AT_ONCE) {
      List<Found> some = finds.subList(from, from + AT_ONCE);
      long begun = System.nanoTime();
      store.inTransaction(
          transaction -> {
            may.accept(transaction);
            take(transaction, capability, some);
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
      Store store,
      Consumer<Transaction> may,
      Capability capability,
      List<Found> finds,
      Consumer<Transaction> end) {
    List<Found> last = takeMost(store, may, capability, finds);
    store.inTransaction(
        transaction -> {
          may.accept(transaction);
          take(transaction, capability, last);
          end.accept(transaction);
          return last;
        });
  }

  void take(Transaction transaction, Capability capability, List<Found> finds) {
    Instant now = clock.instant();
    List<BusRecord> fresh = new ArrayList<>();
    for (Found found : finds) {
      requireTopic(capability, found);
      if (notSeen(transaction, capability + ":" + found.key(), now)) {
        fresh.add(BusRecord.of(source, found.about(), now, found.data()));
      }
    }
    if (!fresh.isEmpty()) {
      bus.append(transaction, fresh);
    }
  }

  /** Whether the account has not told it before; from now on it has. */
  boolean notSeen(Transaction transaction, String key, Instant now) {
    return transaction
        .sql(INSERT)
        .bind("account", account)
        .bind("find", digest(key))
        .bind("now", now)
        .insertIfAbsent();
  }

  private static void requireTopic(Capability capability, Found found) {
    String topic = capability.topic().orElseThrow();
    if (!found.data().topic().equals(topic)) {
      throw new ParleyException(
          Fault.HUB,
          "A find of '%s' belongs to topic '%s'; '%s' tells on '%s'"
              .formatted(found.data().type(), found.data().topic(), capability, topic));
    }
  }

  private static UUID digest(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      ByteBuffer first = ByteBuffer.wrap(digest);
      return new UUID(first.getLong(), first.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime knows no SHA-256", e);
    }
  }
}
