// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.UnknownData;
import org.parley.bus.internal.RecordCodec.Envelope;

/** One record as it lies in the log. */
final class LoggedRecord {
  /** What stands for the type of a record whose envelope cannot be read. */
  static final String BROKEN_TYPE = "record.unreadable";

  /** About what one takes in memory besides its written form and the same again when read. */
  private static final int OBJECTS = 400;

  private final String topic;
  private final Envelope envelope;
  private final byte[] bytes;
  private final Data data;
  private @Nullable PersonalKey key;
  private boolean unlocked;
  private volatile @Nullable BusRecord read;

  private LoggedRecord(String topic, Envelope envelope, byte[] bytes, Data data) {
    this.topic = topic;
    this.envelope = envelope;
    this.bytes = bytes;
    this.data = data;
  }

  /** A record without personal parts that was just written by this hub. */
  static LoggedRecord of(BusRecord record, byte[] bytes) {
    Envelope envelope = Envelope.of(record, Optional.empty());
    return new LoggedRecord(record.topic(), envelope, bytes, unused -> record.data())
        .saying(record);
  }

  /** The same, known to say this. */
  LoggedRecord saying(BusRecord record) {
    read = record;
    return this;
  }

  static LoggedRecord lazy(String topic, Envelope envelope, byte[] bytes, Data data) {
    return new LoggedRecord(topic, envelope, bytes, data);
  }

  /** Bytes that do not even tell what record they were to be. */
  static LoggedRecord unreadable(String topic, byte[] bytes, String reason) {
    Envelope unknown =
        new Envelope(
            UUID.nameUUIDFromBytes(bytes),
            Instant.EPOCH,
            BROKEN_TYPE,
            "/bus",
            "unreadable",
            "unreadable",
            "",
            Optional.empty());
    return new LoggedRecord(
        topic,
        unknown,
        bytes,
        unused -> {
          throw new Unreadable(reason);
        });
  }

  String topic() {
    return topic;
  }

  UUID id() {
    return envelope.id();
  }

  String type() {
    return envelope.type();
  }

  String source() {
    return envelope.source();
  }

  String subject() {
    return envelope.subject();
  }

  String key() {
    return envelope.partitionKey();
  }

  Instant time() {
    return envelope.time();
  }

  Optional<String> traceparent() {
    return envelope.traceparent().isEmpty()
        ? Optional.empty()
        : Optional.of(envelope.traceparent());
  }

  /** The key that its personal parts are encrypted with; empty when it has none. */
  Optional<UUID> keyId() {
    return envelope.key();
  }

  /**
   * Hands it its key before it is handed to anybody; without it, what is personal reads as absent.
   */
  void unlock(Map<UUID, PersonalKey> keys) {
    key = envelope.key().map(keys::get).orElse(null);
    unlocked = true;
  }

  /** As it is stored; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** About what records take in memory with all that was read of them. */
  static long memory(Collection<LoggedRecord> records) {
    long memory = 0;
    for (LoggedRecord record : records) {
      memory += OBJECTS + 2L * record.bytes.length;
    }
    return memory;
  }

  /** Whether not even its type is known: such a record concerns every group. */
  boolean isBroken() {
    return envelope.type().equals(BROKEN_TYPE);
  }

  BusRecord read() throws Unreadable {
    BusRecord known = read;
    if (known == null || data.isErased()) {
      if (keyId().isPresent() && !unlocked && !data.isErased()) {
        throw new IllegalStateException("Record '" + id() + "' was not handed its key");
      }
      known = envelope.with(data.read(key));
      read = known;
    }
    return known;
  }

  /** Reads it where no checked exception can pass: one that cannot be read is never tried again. */
  BusRecord readOrFail() {
    try {
      return read();
    } catch (Unreadable e) {
      throw new CompletionException(e);
    }
  }

  /** For a person: what cannot be read is shown as the text that it is. */
  BusRecord readAnyway() {
    try {
      return read();
    } catch (Unreadable e) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return envelope.with(new UnknownData(topic, envelope.type(), text));
    }
  }

  /** Where what a record says comes from. */
  @FunctionalInterface
  interface Data {
    /**
     * @param key of its personal parts; null where it has none, and where the key was destroyed
     */
    RecordData read(@Nullable PersonalKey key) throws Unreadable;

    /** Whether its personal parts were erased, also for who has read it before. */
    default boolean isErased() {
      return false;
    }
  }
}
