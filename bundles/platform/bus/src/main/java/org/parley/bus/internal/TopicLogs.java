// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.parley.api.store.Store;

/** The topics of the hub. */
final class TopicLogs {
  private final Map<String, TopicLog> logs = new ConcurrentSkipListMap<>();
  private final Store store;
  private final RowCodec codec;
  private final PersonalKeys keys;
  private final long mostBytes;

  /**
   * @param keys that this process writes with
   * @param mostBytes how much of each topic's newest rows is kept in memory
   */
  TopicLogs(Store store, RowCodec codec, PersonalKeys keys, long mostBytes) {
    this.store = store;
    this.codec = codec;
    this.keys = keys;
    this.mostBytes = mostBytes;
  }

  TopicLog get(String topic) {
    return logs.computeIfAbsent(topic, name -> new TopicLog(name, this::fetch, mostBytes));
  }

  Collection<TopicLog> all() {
    return logs.values();
  }

  /** Hands rows that were just numbered to who reads their topic. */
  void publish(String topic, List<LogRow> rows) {
    get(topic).publish(rows.stream().map(row -> row.kept(codec.single())).toList());
  }

  private List<LogRow> fetch(String topic, long from, long last) {
    return store.read(
        read -> {
          List<LogRow> rows = FindRows.locked(read, codec, topic, from, last);
          keys.unlock(read, FindRows.records(rows));
          return rows;
        });
  }
}
