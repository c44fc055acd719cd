// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.RecordTypes;
import org.parley.api.bus.UnknownData;

/**
 * Writes what a record says as JSON and reads it back. JSON because people read parked records and
 * foreign readers read Kafka.
 */
final class DataCodec {
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(SealedPart.module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_ABSENT)
          .withConfigOverride(List.class, absent -> absent.setSetterInfo(EMPTY))
          .withConfigOverride(Set.class, absent -> absent.setSetterInfo(EMPTY))
          .withConfigOverride(Collection.class, absent -> absent.setSetterInfo(EMPTY))
          .withConfigOverride(Map.class, absent -> absent.setSetterInfo(EMPTY))
          .build();
  private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private final PersonalParts personal = new PersonalParts(json);
  private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();
  private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

  /**
   * What the personal parts say is encrypted, where there are any.
   *
   * @param recordKey the record's partition key
   */
  Said write(RecordData data, Sealing sealing, String recordKey) {
    if (!personal.areIn(data.getClass())) {
      return new Said(write(data), Optional.empty());
    }
    Sealer sealer = new Sealer(sealing, recordKey);
    byte[] written = write(data, writer(data).withAttribute(Sealer.class, sealer));
    return new Said(written, sealer.key());
  }

  /** Everything in plain text. */
  byte[] write(RecordData data) {
    return data instanceof UnknownData unknown
        ? unknown.json().getBytes(StandardCharsets.UTF_8)
        : write(data, writer(data));
  }

  private static byte[] write(RecordData data, ObjectWriter writer) {
    try {
      return writer.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new InvalidInput(
          "data", "A '" + data.type() + "' cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  private ObjectWriter writer(RecordData data) {
    return writers.computeIfAbsent(data.getClass(), json::writerFor);
  }

  /**
   * What was written with encrypted parts.
   *
   * @param key null when it was destroyed: what is personal is absent then
   */
  RecordData readSealed(String topic, String type, byte[] bytes, @Nullable PersonalKey key)
      throws Unreadable {
    Optional<Class<? extends RecordData>> known = RecordTypes.find(topic, type);
    if (known.isEmpty()) {
      return read(topic, type, bytes);
    }
    try {
      JsonNode tree = json.readTree(bytes);
      personal.open(tree, known.get(), key);
      return json.treeToValue(tree, known.get());
    } catch (IOException e) {
      throw new Unreadable("The data of a '" + type + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @throws Unreadable when the bytes do not make a valid record of that type
   */
  RecordData read(String topic, String type, byte[] bytes) throws Unreadable {
    Optional<Class<? extends RecordData>> known = RecordTypes.find(topic, type);
    if (known.isEmpty()) {
      return new UnknownData(topic, type, new String(bytes, StandardCharsets.UTF_8));
    }
    try {
      return readers.computeIfAbsent(known.get(), json::readerFor).readValue(bytes);
    } catch (IOException e) {
      throw new Unreadable("The data of a '" + type + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param key what its personal parts are encrypted with; empty when it has none
   */
  record Said(byte[] json, Optional<UUID> key) {}
}
