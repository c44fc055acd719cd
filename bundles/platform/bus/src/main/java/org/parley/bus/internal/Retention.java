// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.parley.api.bus.BusDesk.HeldLog;
import org.parley.api.store.Lease;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the log from growing for ever. What a group has still to read is never touched. */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final Database database;
  private final TopicLogs topics;
  private final Duration age;
  private final long bytes;
  private final ToLongFunction<String> relayed;
  private final Lease lease;
  private volatile List<HeldLog> held = List.of();

  /** Of a log that nobody relays. */
  Retention(Database database, TopicLogs topics, Duration age, long bytes) {
    this(database, topics, age, bytes, any -> Long.MAX_VALUE);
  }

  /**
   * @param age how long records stay, unless there are too many
   * @param bytes how much of a topic stays, unless a group has still to read it
   * @param relayed up to where a topic is where others read it
   */
  Retention(
      Database database,
      TopicLogs topics,
      Duration age,
      long bytes,
      ToLongFunction<String> relayed) {
    this.database = database;
    this.topics = topics;
    this.age = age;
    this.bytes = bytes;
    this.relayed = relayed;
    this.lease = database.leases().of("bus.retention");
  }

  /** Shortens the log and drops what belonged to the records that are gone. */
  void forget() {
    attempt(
        () -> {
          shortenAll();
          database.store().inTransaction(this::sweep);
          dropKeys();
        });
  }

  /** Shortens the log. */
  void shorten() {
    attempt(this::shortenAll);
  }

  private void attempt(Runnable work) {
    try {
      if (lease.hold()) {
        work.run();
      } else {
        held = List.of();
      }
    } catch (RuntimeException e) {
      LOG.warn("The log could not be shortened; it is tried again", e);
    }
  }

  private void shortenAll() {
    List<FindGroups.Known> groups = database.store().read(FindGroups::in);
    Map<String, TopicEnd> ends = database.store().read(NumberRows::ends);
    for (TopicLog topic : topics.all()) {
      long written = ends.getOrDefault(topic.name(), TopicEnd.BEGIN).written();
      forget(topic, of(topic, groups), written - bytes);
    }
    held = database.store().read(read -> held(read, groups, ends));
  }

  private int sweep(Transaction transaction) {
    lease.check(transaction);
    return SweepForgotten.in(transaction);
  }

  private void dropKeys() {
    Store store = database.store();
    Instant oldest = store.read(KeyRows::oldestRecord).orElse(database.clock().instant());
    Instant before = oldest.minus(PersonalKeys.NEEDED);
    boolean more = true;
    while (more) {
      more = store.inTransaction(transaction -> dropKeys(transaction, before));
    }
  }

  private boolean dropKeys(Transaction transaction, Instant before) {
    lease.check(transaction);
    return KeyRows.drop(transaction, before);
  }

  private static List<FindGroups.Known> of(TopicLog topic, List<FindGroups.Known> groups) {
    return groups.stream().filter(group -> group.head().topic().equals(topic.name())).toList();
  }

  private void forget(TopicLog topic, List<FindGroups.Known> groups, long written) {
    long read = groups.stream().mapToLong(FindGroups.Known::lowWater).min().orElse(topic.last());
    long upTo = Math.min(read, relayed.applyAsLong(topic.name()));
    var unneeded = new ForgetRows.Unneeded(upTo, database.clock().instant().minus(age), written);
    int gone;
    do {
      gone =
          database
              .store()
              .inTransaction(
                  transaction -> {
                    lease.check(transaction);
                    return ForgetRows.in(transaction, topic.name(), unneeded);
                  });
    } while (gone == ForgetRows.MOST);
  }

  /** The groups that keep a topic from shrinking to its size. */
  private List<HeldLog> held(
      Transaction read, List<FindGroups.Known> groups, Map<String, TopicEnd> ends) {
    List<HeldLog> found = new ArrayList<>();
    for (FindGroups.Known group : groups) {
      String topic = group.head().topic();
      long behind =
          ends.getOrDefault(topic, TopicEnd.BEGIN).written()
              - FindTopicStart.writtenBefore(read, topic, group.lowWater());
      if (behind > bytes) {
        found.add(new HeldLog(topic, group.head().name(), behind));
      }
    }
    return found;
  }

  /** The groups that have so much still to read that the log holds more than it should. */
  List<HeldLog> held() {
    return held;
  }
}
