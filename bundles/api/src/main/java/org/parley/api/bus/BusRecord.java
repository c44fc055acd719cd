// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;

/**
 * One record on the bus, a CloudEvent 1.0.
 *
 * @param id unique for ever; a record that is appended twice with one id is delivered once
 * @param source the room or connector that wrote it, such as {@code /shortening}
 * @param subject the identity of what it is about
 * @param time when it happened
 * @param partitionKey records of one key are read in the order in which they were appended
 * @param traceparent the W3C trace context; empty lets the bus carry on the trace of the record
 *     being read, or begin one
 * @param data what is said; gives the topic and the type
 */
public record BusRecord(
    UUID id,
    String source,
    String subject,
    Instant time,
    String partitionKey,
    Optional<String> traceparent,
    RecordData data) {
  public BusRecord {
    requireNonNull(id);
    requireNonNull(time);
    requireNonNull(traceparent);
    requireNonNull(data);
    requireText("source", source);
    requireText("subject", subject);
    requireText("partitionKey", partitionKey);
  }

  /** A record that is born now, about the subject that also orders it. */
  public static BusRecord of(String source, String subject, Instant now, RecordData data) {
    return new BusRecord(Ids.next(now), source, subject, now, subject, Optional.empty(), data);
  }

  /**
   * The same record under another id, such as one derived from its cause so that a repetition is
   * recognised.
   */
  public BusRecord withId(UUID other) {
    return new BusRecord(other, source, subject, time, partitionKey, traceparent, data);
  }

  /** The topic that it belongs to. */
  public String topic() {
    return data.topic();
  }

  /** What happened. */
  public String type() {
    return data.type();
  }

  private static void requireText(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A record's " + name + " is blank");
    }
  }
}
