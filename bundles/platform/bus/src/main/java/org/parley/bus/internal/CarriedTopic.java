// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.parley.api.store.Store;

/** What the lanes of a group need to know of its topic to read what a broker sends. */
final class CarriedTopic {
  private final Store store;
  private final RecordCodec codec;
  private final TopicLog log;
  private final Predicate<LoggedRecord> wanted;
  private final Consumer<Boolean> known;
  private volatile boolean strange;

  /**
   * @param known told {@code false} when the broker has records that this database never numbered,
   *     {@code true} once it has
   */
  CarriedTopic(
      Store store,
      RecordCodec codec,
      TopicLog log,
      Predicate<LoggedRecord> wanted,
      Consumer<Boolean> known) {
    this.store = store;
    this.codec = codec;
    this.log = log;
    this.wanted = wanted;
    this.known = known;
  }

  /** Whether this database has numbered so far; this hub may not have heard of it yet. */
  boolean isNumbered(long position) {
    if (position > log.last()) {
      log.advance(end(store, log.name()));
    }
    boolean numbered = position <= log.last();
    if (numbered == strange) {
      strange = !numbered;
      known.accept(numbered);
    }
    return numbered;
  }

  /** The last position of a topic as the table says. */
  static long end(Store store, String topic) {
    return store.read(NumberRows::ends).getOrDefault(topic, TopicEnd.BEGIN).position() - 1;
  }

  boolean isWanted(LoggedRecord record) {
    return wanted.test(record);
  }

  /**
   * Reads records and hands them their keys.
   *
   * @param rows where those lie that the broker does not carry
   */
  void open(List<Received> messages, Feed rows) {
    List<LoggedRecord> records = messages.stream().map(it -> record(it, rows)).toList();
    if (records.stream().anyMatch(record -> record.keyId().isPresent())) {
      store.read(
          read -> {
            Unlock.in(read, records);
            return true;
          });
    }
    for (int i = 0; i < records.size(); i++) {
      messages.get(i).opened(records.get(i));
    }
  }

  private LoggedRecord record(Received message, Feed rows) {
    byte[] body = message.body();
    return body == null ? rows.at(message.position()) : codec.read(log.name(), body);
  }
}
