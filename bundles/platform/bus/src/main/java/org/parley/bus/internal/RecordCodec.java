// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.UnknownData;

/**
 * Writes one record as its envelope, in binary so that readers can pass over what they do not want
 * cheaply, and its data in JSON.
 */
final class RecordCodec {
  /** The most bytes that one written record may have. */
  static final int LARGEST = 1 << 20;

  private static final int FORMAT = 1;
  private static final int PLAIN = 1;

  /** The format, the id, the time, the lengths of five texts, whether a key follows, a length. */
  private static final int FIXED =
      1 + 2 * Long.BYTES + Long.BYTES + Integer.BYTES + 5 * Short.BYTES + 1 + Integer.BYTES;

  /** Followed by the id of the key that the personal parts are encrypted with. */
  private static final int SEALED = 2;

  private final DataCodec data;
  private final DestroyedKeys destroyed;

  RecordCodec(DataCodec data, DestroyedKeys destroyed) {
    this.data = data;
    this.destroyed = destroyed;
  }

  /**
   * @param sealing gives the key for what is personal
   * @throws InvalidInput when the record is too large or cannot be written
   */
  LoggedRecord write(BusRecord record, Sealing sealing) {
    DataCodec.Said written = data.write(record.data(), sealing, record.partitionKey());
    byte[] said = written.json();
    RecordBytes bytes = new RecordBytes(said.length + usual(record, written.key().isPresent()));
    envelope(record, bytes);
    key(written.key(), bytes);
    bytes.number(said.length).write(said, 0, said.length);
    if (bytes.size() > LARGEST) {
      throw new InvalidInput(
          "data",
          "A '%s' of %d bytes exceeds %d; refer to larger content instead"
              .formatted(record.type(), bytes.size(), LARGEST));
    }
    return record.data() instanceof UnknownData
        ? read(record.topic(), bytes.toBytes())
        : logged(record, written, bytes.toBytes());
  }

  private LoggedRecord logged(BusRecord record, DataCodec.Said written, byte[] bytes) {
    if (written.key().isEmpty()) {
      return LoggedRecord.of(record, bytes);
    }
    Envelope envelope = Envelope.of(record, written.key());
    Sealed sealed = new Sealed(record.topic(), envelope, written.json());
    return LoggedRecord.lazy(record.topic(), envelope, bytes, sealed).saying(record);
  }

  /** What is written besides what the record says, when all of it is plain ASCII. */
  private static int usual(BusRecord record, boolean sealed) {
    return FIXED
        + (sealed ? 2 * Long.BYTES : 0)
        + record.type().length()
        + record.source().length()
        + record.subject().length()
        + record.partitionKey().length()
        + record.traceparent().map(String::length).orElse(0);
  }

  private static void envelope(BusRecord record, RecordBytes out) {
    out.write(FORMAT);
    out.number(record.id().getMostSignificantBits())
        .number(record.id().getLeastSignificantBits())
        .number(record.time().getEpochSecond())
        .number(record.time().getNano())
        .text(record.type())
        .text(record.source())
        .text(record.subject())
        .text(record.partitionKey())
        .text(record.traceparent().orElse(""));
  }

  private static void key(Optional<UUID> key, RecordBytes out) {
    out.write(key.isPresent() ? SEALED : PLAIN);
    key.ifPresent(
        id -> out.number(id.getMostSignificantBits()).number(id.getLeastSignificantBits()));
  }

  private static Optional<UUID> key(DataInputStream in) throws IOException {
    return in.readUnsignedByte() == SEALED
        ? Optional.of(new UUID(in.readLong(), in.readLong()))
        : Optional.empty();
  }

  /** Reads the envelope; the data is read when it is asked for. */
  LoggedRecord read(String topic, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        return LoggedRecord.unreadable(topic, bytes, "The record's format is '" + format + "'");
      }
      Envelope envelope =
          new Envelope(
              new UUID(in.readLong(), in.readLong()),
              Instant.ofEpochSecond(in.readLong(), in.readInt()),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              key(in));
      byte[] said = in.readNBytes(in.readInt());
      return LoggedRecord.lazy(topic, envelope, bytes, data(topic, envelope, said));
    } catch (IOException | RuntimeException e) {
      return LoggedRecord.unreadable(topic, bytes, "The record's envelope is broken: " + e);
    }
  }

  private LoggedRecord.Data data(String topic, Envelope envelope, byte[] said) {
    return envelope.key.isPresent()
        ? new Sealed(topic, envelope, said)
        : unused -> data.read(topic, envelope.type, said);
  }

  /** Data with personal parts. */
  private final class Sealed implements LoggedRecord.Data {
    private final String topic;
    private final Envelope envelope;
    private final byte[] said;

    Sealed(String topic, Envelope envelope, byte[] said) {
      this.topic = topic;
      this.envelope = envelope;
      this.said = said;
    }

    @Override
    public RecordData read(@Nullable PersonalKey key) throws Unreadable {
      return data.readSealed(topic, envelope.type, said, isErased() ? null : key);
    }

    @Override
    public boolean isErased() {
      return destroyed.contains(envelope.key.orElseThrow());
    }
  }

  /**
   * What is known of a record without reading its data.
   *
   * @param key what its personal parts are encrypted with; empty when it has none
   */
  record Envelope(
      UUID id,
      Instant time,
      String type,
      String source,
      String subject,
      String partitionKey,
      String traceparent,
      Optional<UUID> key) {
    static Envelope of(BusRecord record, Optional<UUID> key) {
      return new Envelope(
          record.id(),
          record.time(),
          record.type(),
          record.source(),
          record.subject(),
          record.partitionKey(),
          record.traceparent().orElse(""),
          key);
    }

    BusRecord with(RecordData said) {
      Optional<String> trace = traceparent.isEmpty() ? Optional.empty() : Optional.of(traceparent);
      return new BusRecord(id, source, subject, time, partitionKey, trace, said);
    }
  }
}
