// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.parley.api.links.Origin;

/**
 * Where an entry came from and what it says.
 *
 * <p>Kept as one JSON object of two: {@code {"origin":{…},"data":{…}}}.
 */
record Detail(Origin origin, Map<String, String> data) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ORIGIN = "origin";
  private static final String DATA = "data";

  static String write(Origin origin, Map<String, String> data) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      write(json, ORIGIN, parts(origin));
      write(json, DATA, new TreeMap<>(data));
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  static Map<String, String> parts(Origin origin) {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, "campaign", origin.campaign());
    put(parts, "message", origin.message());
    put(parts, "post", origin.post());
    put(parts, "mailing", origin.mailing());
    put(parts, "account", origin.account());
    put(parts, "network", origin.network());
    put(parts, "sharer", origin.sharer());
    put(parts, "recipient", origin.recipient());
    return parts;
  }

  static Detail read(String text) {
    Map<String, Map<String, String>> parts = new HashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        parts.put(json.currentName(), texts(json));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Detail(
        origin(parts.getOrDefault(ORIGIN, Map.of())), parts.getOrDefault(DATA, Map.of()));
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      texts.put(name, json.nextTextValue());
    }
    return texts;
  }

  private static Origin origin(Map<String, String> parts) {
    return parts.isEmpty()
        ? Origin.NONE
        : new Origin(
            id(parts, "campaign"),
            id(parts, "message"),
            id(parts, "post"),
            id(parts, "mailing"),
            id(parts, "account"),
            Optional.ofNullable(parts.get("network")),
            id(parts, "sharer"),
            id(parts, "recipient"));
  }

  private static Optional<UUID> id(Map<String, String> parts, String name) {
    return Optional.ofNullable(parts.get(name)).map(UUID::fromString);
  }

  private static void put(Map<String, String> parts, String name, Optional<?> value) {
    value.ifPresent(present -> parts.put(name, present.toString()));
  }

  private static void write(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> each : texts.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
