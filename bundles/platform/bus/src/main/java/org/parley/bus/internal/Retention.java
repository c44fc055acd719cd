// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private final Lease lease;

  /**
   * @param age how long records stay at least
   */
  Retention(Database database, TopicLogs topics, Duration age) {
    this.database = database;
    this.topics = topics;
    this.age = age;
    this.lease = database.leases().of("bus.retention");
  }

  void forget() {
    try {
      if (!lease.hold()) {
        return;
      }
      List<FindGroups.Known> groups = database.store().read(FindGroups::in);
      for (TopicLog topic : topics.all()) {
        forget(topic, groups);
      }
      database.store().inTransaction(this::sweep);
      dropKeys();
    } catch (RuntimeException e) {
      LOG.warn("The log could not be shortened; it is tried again", e);
    }
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

  private void forget(TopicLog topic, List<FindGroups.Known> groups) {
    long unneeded =
        groups.stream()
            .filter(group -> group.head().topic().equals(topic.name()))
            .mapToLong(FindGroups.Known::lowWater)
            .min()
            .orElse(topic.last());
    Instant before = database.clock().instant().minus(age);
    int gone;
    do {
      gone =
          database
              .store()
              .inTransaction(
                  transaction -> {
                    lease.check(transaction);
                    return ForgetRows.in(transaction, topic.name(), unneeded, before);
                  });
    } while (gone == ForgetRows.MOST);
  }
}
