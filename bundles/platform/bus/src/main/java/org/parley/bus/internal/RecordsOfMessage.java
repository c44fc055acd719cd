// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.connector.BusHeaders;

/** Makes records of what a route hands over: one, or a collection of them. */
final class RecordsOfMessage {
  private final String topic;
  private final String source;
  private final RouteBus bus;

  RecordsOfMessage(String topic, String source, RouteBus bus) {
    this.topic = topic;
    this.source = source;
    this.bus = bus;
  }

  /**
   * @throws InvalidInput when there is anything else in the message
   */
  List<BusRecord> of(Message message) {
    Object body = message.getBody();
    Collection<?> bodies = body instanceof Collection<?> many ? many : single(body);
    List<BusRecord> records = new ArrayList<>();
    for (Object each : bodies) {
      BusRecord record = record(each, message);
      if (!record.topic().equals(topic)) {
        throw new InvalidInput(
            "body",
            "A '%s' belongs to topic '%s', not to '%s'"
                .formatted(record.type(), record.topic(), topic));
      }
      records.add(record);
    }
    return records;
  }

  private static List<?> single(@Nullable Object body) {
    if (body == null) {
      throw new InvalidInput("body", "Nothing can be put on the bus without a body");
    }
    return List.of(body);
  }

  private BusRecord record(Object body, Message message) {
    if (body instanceof BusRecord record) {
      return record;
    }
    if (body instanceof RecordData data) {
      return record(data, message);
    }
    throw new InvalidInput(
        "body", "'" + body.getClass().getName() + "' is no record; give a RecordData or BusRecord");
  }

  private BusRecord record(RecordData data, Message message) {
    String subject = message.getHeader(BusHeaders.SUBJECT, "", String.class);
    if (subject.isBlank()) {
      throw new InvalidInput(BusHeaders.SUBJECT, "A '" + data.type() + "' needs a subject");
    }
    String key = message.getHeader(BusHeaders.KEY, subject, String.class);
    Instant now = bus.clock().instant();
    Optional<String> trace =
        Optional.ofNullable(message.getHeader(BusHeaders.TRACEPARENT, String.class))
            .map(Traces::child);
    UUID id =
        Optional.ofNullable(message.getHeader(BusHeaders.ID, String.class))
            .map(cause -> derived(cause, key, data))
            .orElseGet(() -> Ids.next(now));
    return new BusRecord(id, source, subject, now, key, trace, data);
  }

  /** The same for each delivery of the cause, so that what follows from it is there once. */
  private UUID derived(String cause, String key, RecordData data) {
    String name = String.join("\n", cause, source, data.type(), key, "");
    byte[] said = bus.data().write(data);
    byte[] start = name.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + said.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(said, 0, all, start.length, said.length);
    return UUID.nameUUIDFromBytes(all);
  }
}
